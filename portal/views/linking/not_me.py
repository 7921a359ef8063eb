"""For those who were told of a link that they did not expect: say so, by POST only, without signing in."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from rights.linking.objecting import numbers_of, this_was_not_me
from rights.linking.problems import CodeOver

MOST_A_QUARTER_HOUR = 20
QUARTER_HOUR = 900


@never_cache
@require_http_methods(["GET", "POST"])
def not_me(request: SiteRequest, token: str) -> HttpResponse:
    """Looking changes nothing; the button freezes the new link and changes to the patent, never a payment."""
    try:
        if request.method == "POST":
            if asked_too_often(request):
                return render(request, "linking/not_me_too_often.html", status=429)
            numbers = this_was_not_me(token, by=request.actor, at=now())
            return render(request, "linking/not_me_done.html", {"numbers": numbers})
        numbers = numbers_of(token, at=now())
    except CodeOver:
        return render(request, "linking/not_me_over.html", status=404)
    return render(request, "linking/not_me.html", {"numbers": numbers})


def asked_too_often(request: HttpRequest) -> bool:
    """Counts what came from one network address within a quarter of an hour."""
    key = f"not-me:{address_of(request)}"
    cache.add(key, 0, QUARTER_HOUR)
    try:
        return cache.incr(key) > MOST_A_QUARTER_HOUR
    except ValueError:  # it ran out between the two calls
        return False


def address_of(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last one that it named, or where there is none the caller's own."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))
