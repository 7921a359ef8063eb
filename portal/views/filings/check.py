"""Check your answers; what is sent goes on to its payment, or to its own page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from filling.loading import filing_for
from filling.views.check import check_draft
from portal.views.filings.paying import choose_or_pay
from transactions.models import Filing
from transactions.states import State


@never_cache
@require_http_methods(["GET", "POST"])
def check_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Shows everything once more, or submits it."""
    return check_draft(request, filing_for(request, reference), _sent)


def _sent(request: SiteRequest, filing: Filing) -> HttpResponse:
    if filing.state == State.AWAITING_PAYMENT:
        return choose_or_pay(request, filing)
    return HttpResponseRedirect(reverse("filing", args=[filing.reference]))
