"""For those who were told of a change that they did not expect: say that it is wrong, by POST only."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from core.clock import now
from transactions.objecting import NoSuchToken, objected_filing, say_it_is_wrong
from transactions.registry import type_named
from transactions.telling import numbers_of


@require_http_methods(["GET", "POST"])
def this_is_wrong(request: SiteRequest, secret: str) -> HttpResponse:
    """Looking changes nothing; the button puts a hold on further changes, never on payment."""
    try:
        if request.method == "POST":
            if asked_too_often(request, "this-is-wrong"):
                return TemplateResponse(request, "pages/too_often.html", status=429)
            filing = say_it_is_wrong(secret, by=request.actor, at=now())
            return TemplateResponse(request, "filings/wrong_said.html", {"numbers": numbers_of(filing)})
        filing = objected_filing(secret, at=now())
    except NoSuchToken:
        return TemplateResponse(request, "pages/address_over.html", status=404)
    context = {"numbers": numbers_of(filing), "declared": type_named(filing.type), "filing": filing}
    return TemplateResponse(request, "filings/wrong.html", context)
