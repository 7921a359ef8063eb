"""The page that shows a new secret once: sealed in the person's session until it is read, ten minutes at most."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import ApiClient
from accounts.requests import SiteRequest
from core.clock import now
from core.sealing import Unreadable, seal, unseal
from portal.pages import signed_in
from portal.views.systems.showing import found

KEPT_FOR = timedelta(minutes=10)
PURPOSE = "api-secret-shown-once"


def show_once(request: SiteRequest, client: ApiClient, secret: str) -> HttpResponse:
    """On to the page with the secret: to load that again shows nothing and makes nothing."""
    at = now()
    request.session[_key(client.reference)] = (seal(secret.encode(), purpose=PURPOSE, at=at).decode(), at.isoformat())
    return HttpResponseRedirect(reverse("system-secret-once", kwargs={"reference": client.reference}))


@never_cache
@require_GET
def shown_once(request: SiteRequest, reference: str) -> HttpResponse:
    """The secret, the first time; after that the page of the client."""
    client = found(reference, signed_in(request))
    secret = _taken(request, reference)
    if secret is None:
        messages.info(request, _("A secret is shown once. If nobody copied it, make a new one."))
        return HttpResponseRedirect(reverse("system", kwargs={"reference": reference}))
    return render(request, "systems/secret.html", {"client": client, "secret": secret, "section": "account"})


def _taken(request: SiteRequest, reference: str) -> str | None:
    held = request.session.pop(_key(reference), None)
    if held is None or now() - datetime.fromisoformat(held[1]) > KEPT_FOR:
        return None
    try:
        return unseal(held[0].encode(), purpose=PURPOSE).decode()
    except Unreadable:
        return None


def _key(reference: str) -> str:
    return f"secret of {reference}"
