"""The public page of a patent: when it is due and what it costs, then what the public register says."""

from hashlib import sha256

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag, urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.actor import Public, System
from core.clock import now
from core.days import legal_day
from portal.shown.actions import actions
from portal.shown.addresses import in_address
from portal.shown.found import names_its_office
from portal.views.right import standing_context
from rights.history import timeline
from rights.lookup import find_published
from rights.models import Right
from rights.numbers import NotANumber, meanings
from rights.shown import register
from rights.shown.history import public_history
from rights.standing import load_standings
from transactions.offers import public_offers

READER = System("public-page")
"""Reads what anybody may see of a right that was found for whoever asks; links nobody."""


@require_safe
def public_right(request: SiteRequest, number: str) -> HttpResponse:
    """The patent of the number, or one and the same answer for all numbers under which there is nothing to see."""
    found = _found(request, number)
    exact = [right for right in found if in_address(right.number) == number]
    if exact:
        return _unless_known(request, exact[0])
    if len(found) == 1 and (names_its_office(number) or len(meanings(number)) == 1):
        return redirect("public-right", in_address(found[0].number))
    if found:
        return redirect(f"{reverse('find')}?{urlencode({'number': number})}")
    return render(request, "rights/not_found.html", {"section": "find"}, status=404)


def _found(request: SiteRequest, number: str) -> list[Right]:
    try:
        return find_published(number, to=request.actor)
    except NotANumber:
        return []


def _unless_known(request: SiteRequest, right: Right) -> HttpResponse:
    """For a reader without a sign-in, nothing where the browser's copy is still true."""
    if not isinstance(request.actor, Public):
        return _page(request, right)
    etag = _etag(request, right)
    known = get_conditional_response(request, etag=etag)
    if isinstance(known, HttpResponseNotModified):
        # The copy's own policy names the nonce of the copy's own script; a new one would stop it.
        known._csp_exempt = True  # type: ignore[attr-defined]
        return known
    response = _page(request, right)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _etag(request: SiteRequest, right: Right) -> str:
    """Changes with the register, the day, the language, and the secret that the page's small forms carry."""
    parts = (right.number, right.version, legal_day(now()), get_language(), request.META.get("CSRF_COOKIE", ""))
    return quote_etag(sha256("|".join(map(str, parts)).encode()).hexdigest()[:32])


def _page(request: SiteRequest, right: Right) -> HttpResponse:
    on = legal_day(now())
    standing = load_standings([right.pk], by=READER, on=on)[right.pk]
    open_actions, _closed = actions(public_offers(standing, on=on), right.number)
    context = {
        "section": "find",
        "open_actions": open_actions,
        "right": standing.right,
        "number": right.number,
        "people": register.people(standing, register.PUBLIC_ROLES),
        "addresses": register.public_addresses(standing),
        "events": public_history(timeline(right.pk)),
        **standing_context(standing, on=on),
    }
    return render(request, "rights/public_right.html", context)
