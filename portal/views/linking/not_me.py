"""For those who were told of a link that they did not expect: say so, by POST only, without signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from core.clock import now
from rights.linking.objecting import numbers_of, this_was_not_me
from rights.linking.problems import CodeOver


@never_cache
@require_http_methods(["GET", "POST"])
def not_me(request: SiteRequest, token: str) -> HttpResponse:
    """Looking changes nothing; the button freezes the new link and changes to the patent, never a payment."""
    try:
        if request.method == "POST":
            if asked_too_often(request, "not-me"):
                return render(request, "pages/too_often.html", status=429)
            numbers = this_was_not_me(token, by=request.actor, at=now())
            return render(request, "linking/not_me_done.html", {"numbers": numbers})
        numbers = numbers_of(token, at=now())
    except CodeOver:
        return render(request, "pages/address_over.html", status=404)
    return render(request, "linking/not_me.html", {"numbers": numbers})
