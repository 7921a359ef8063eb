"""Proving the link with an identity that GOV.UK One Login has checked (P2)."""

from contextlib import suppress
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from portal.pages import proved_identity
from portal.views.linking.loading import offer_of, request_or_404
from rights.linking.identity import current_name, prove_by_identity
from rights.linking.problems import CannotLink
from rights.models import Proof


@require_http_methods(["GET", "POST"])
def identity(request: SiteRequest, reference: str) -> HttpResponse:
    """What is compared with what; without a proved identity the way to prove it, with one the button to compare."""
    actor, found = request_or_404(request, reference)
    offer, proved = offer_of(found, Proof.IDENTITY, by=actor, at=now()), proved_identity(request)
    after = reverse("link-request", args=[found.reference])
    if offer is None:
        return HttpResponseRedirect(after)
    if request.method == "POST" and proved is not None:
        with suppress(CannotLink):  # proved or cancelled in another tab meanwhile: the request says which
            prove_by_identity(found, identity=proved, by=actor, at=now())
        return HttpResponseRedirect(after)
    context = {
        "found": found,
        "offer": offer,
        "name": current_name(proved) if proved else "",
        "postcodes": [one.postcode for one in proved.addresses if one.is_current] if proved else [],
        "prove_address": f"{reverse('prove-identity')}?{urlencode({'next': request.path})}",
        "section": "portfolio",
    }
    return render(request, "linking/identity.html", context)
