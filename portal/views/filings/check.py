"""Check your answers: what was said, for which rights, what it costs; a POST submits and, if need be, goes to pay."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from portal.views.filings.evidence import given_to
from portal.views.filings.loading import filing_for
from portal.views.filings.paying import go_and_pay, seen_in
from transactions.models import Filing
from transactions.services import NotReady, PriceChanged, check, submit
from transactions.states import State
from transactions.workflow import CannotMove


@never_cache
@require_http_methods(["GET", "POST"])
def check_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Shows everything once more, or submits it."""
    filing = filing_for(request, reference)
    if filing.state != State.DRAFT:
        return redirect("filing", reference=filing.reference)
    return _submitted(request, filing) if request.method == "POST" else _page(request, filing)


def _submitted(request: SiteRequest, filing: Filing) -> HttpResponse:
    try:
        sent = submit(filing, by=request.actor, at=now(), seen=seen_in(request))
    except PriceChanged as change:
        return _page(request, filing, change=change)
    except (NotReady, CannotMove):
        return _page(request, filing)
    if sent.state == State.AWAITING_PAYMENT:
        return go_and_pay(request, sent)
    return HttpResponseRedirect(reverse("filing", args=[sent.reference]))


def _page(request: SiteRequest, filing: Filing, *, change: PriceChanged | None = None) -> HttpResponse:
    review = check(filing, by=request.actor, at=now())
    found = review.examination
    context = {
        "filing": filing,
        "declared": found.declared,
        "review": review,
        "found": found,
        "objections": found.blocking if request.method == "POST" or not review.first_missing else [],
        "change": change,
        "evidence": [
            (piece, given_to(request, filing, piece.key)) for piece in found.declared.evidence_for(filing.claims)
        ],
        "section": "filings",
    }
    return TemplateResponse(request, "filings/check.html", context)
