"""A request that staff key in: how far it is and what comes next; and taking it back before it is sent."""

from contextlib import suppress

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from filling.loading import filing_for, questions_for
from filling.way import first_page
from staff.pages import here, needs
from staff.views.keyed import KEY_IN
from transactions.models import Filing, FilingRight
from transactions.progress import progress
from transactions.registry import type_named
from transactions.review import Section, sections_of
from transactions.services import BeingPaid, withdraw
from transactions.states import UNFINISHED, State
from transactions.workflow import CannotMove


@never_cache
@require_GET
@needs(KEY_IN)
def keyed_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Until it is sent, what was keyed in; afterwards its case says more."""
    filing = filing_for(request, reference)
    rows = FilingRight.objects.visible_to(here(request)).filter(filing=filing).select_related("right")
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "progress": progress(filing),
        "rows": rows.order_by("right__number"),
        "sections": _sections(request, filing),
        "resume": first_page(request, filing) if filing.state == State.DRAFT else "",
        "is_unfinished": filing.state in UNFINISHED,
        "awaits_payment": filing.state == State.AWAITING_PAYMENT,
    }
    return TemplateResponse(request, "office/keyed/filing.html", context)


def _sections(request: SiteRequest, filing: Filing) -> list[Section]:
    """What was keyed in, until it is sent; from then on its case has it, where every look is noted."""
    if filing.state not in UNFINISHED:
        return []
    return [one for one in sections_of(questions_for(request, filing)) if not one.is_missing]


@require_http_methods(["GET", "POST"])
@needs(KEY_IN)
def delete_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks once more, and takes it back."""
    filing = filing_for(request, reference)
    if filing.state not in UNFINISHED:
        return redirect("staff:filing", reference=filing.reference)
    if request.method == "POST":
        with suppress(CannotMove, BeingPaid):
            withdraw(filing, by=here(request), at=now())
        return HttpResponseRedirect(reverse("staff:keyed"))
    context = {"filing": filing, "declared": type_named(filing.type)}
    return TemplateResponse(request, "office/keyed/delete.html", context)
