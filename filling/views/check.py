"""Check your answers: what was said, for which rights, what it costs; a POST submits it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from accounts.requests import SiteRequest
from core.clock import now
from filling.addresses import address
from filling.price import seen_in
from filling.views.evidence import given_to
from transactions.models import Filing
from transactions.services import LinkedToRight, NotReady, PriceChanged, check, submit
from transactions.states import State
from transactions.workflow import CannotMove, why_not_send

Sent = Callable[[SiteRequest, Filing], HttpResponse]


def check_draft(request: SiteRequest, filing: Filing, then: Sent) -> HttpResponse:
    """Shows everything once more, or submits it; ``then`` answers once it is sent, and pays where that is next."""
    if filing.state != State.DRAFT:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    return _submitted(request, filing, then) if request.method == "POST" else _page(request, filing)


def _submitted(request: SiteRequest, filing: Filing, then: Sent) -> HttpResponse:
    try:
        sent = submit(filing, by=request.actor, at=now(), seen=seen_in(request))
    except PriceChanged as change:
        return _page(request, filing, change=change)
    except LinkedToRight as refusal:
        messages.error(request, str(refusal))
        return _page(request, filing)
    except (NotReady, CannotMove):
        return _page(request, filing)
    return then(request, sent)


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
        "why_not_send": why_not_send(filing, request.actor),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/check.html", context)
