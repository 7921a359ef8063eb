"""One request for a link: how it stands, what happens next, and what was proved together with it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from portal.shown.addresses import right_address
from portal.views.linking.loading import request_or_404
from rights.linking.listing import proved_with, still_to_prove
from rights.models import LinkRequest
from rights.shown.link_requests import standing


@require_safe
def one_request(request: SiteRequest, reference: str) -> HttpResponse:
    """The page to which every proof leads."""
    actor, found = request_or_404(request, reference)
    together = [one for one in proved_with(found, by=actor) if one.state == found.state]
    context = {
        "found": found,
        "standing": standing(found, at=now()),
        "together": together,
        "rows": [(one.right, _address(one)) for one in together],
        "more": still_to_prove(by=actor).exclude(pk__in=[one.pk for one in together]).first(),
        "section": "portfolio",
    }
    return render(request, "linking/request.html", context)


def _address(found: LinkRequest) -> str:
    is_linked = found.state == LinkRequest.State.GRANTED
    return right_address("right" if is_linked else "public-right", found.right.number)
