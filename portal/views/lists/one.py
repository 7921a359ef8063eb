"""One list: what the dry run says of every line, corrections in place, and on to the request."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.days import legal_day
from core.design.listing import AT, listed
from core.keyset import AFTER, cursor_at
from core.tables import BYTE_ORDER_MARK, Echo, harmless
from filling.way import first_page
from portal.pages import signed_in
from transactions.lists.checking import check_all, look_again, summary
from transactions.lists.making import AlreadySent, correct, drop, leave_out, list_for
from transactions.lists.outcome import outcome_rows
from transactions.lists.sending import NothingReady, StillChecked, begin_from_list
from transactions.models import ListLine, RightsList
from transactions.models.lists import Verdict
from transactions.registry import type_named
from transactions.services import CannotBegin

LINES = 100
LOOK_AGAIN_SECONDS = 2
SHOWN = {"cannot": (Verdict.BLOCKED, Verdict.UNKNOWN, Verdict.TWICE), "ready": (Verdict.READY,)}


@never_cache
@require_GET
def page(request: SiteRequest, reference: str) -> HttpResponse:
    """How far the dry run is, what it found, and one page of lines."""
    made, actor = _own(request, reference)
    show = request.GET.get("show", "")
    lines = ListLine.objects.visible_to(actor).filter(list=made).select_related("right")
    lines = lines.filter(verdict__in=SHOWN[show]) if show in SHOWN else lines
    one_page = listed(lines, request.GET, column="place", size=LINES)
    context = {
        "made": made,
        "declared": type_named(made.type),
        "summary": summary(made),
        "is_old": made.checked_on is not None and made.checked_on != legal_day(now()) and made.filing is None,
        "lines": one_page.rows,
        "listed": one_page,
        "show": show if show in SHOWN else "",
        "section": "change",
    }
    response = render(request, "lists/one.html", context)
    if not made.is_checked:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@require_POST
def line(request: SiteRequest, reference: str, place: int) -> HttpResponse:
    """Corrects a line, leaves it out, or takes it in again."""
    made, actor = _own(request, reference)
    try:
        if request.POST.get("do") == "correct":
            correct(made, place, request.POST.get("typed", ""), by=actor, at=now())
            check_all(made, by=actor, at=now())
        else:
            leave_out(made, place, is_out=request.POST.get("do") == "leave-out", by=actor, at=now())
    except AlreadySent as problem:
        messages.info(request, str(problem))
    return HttpResponseRedirect(reverse("list", args=[made.reference]) + _from_line(made, place, request))


def _from_line(made: RightsList, place: int, request: SiteRequest) -> str:
    """The query of the page that begins with the line, narrowed as it was."""
    shown = [("show", request.POST["show"])] if request.POST.get("show") in SHOWN else []
    before = (
        ListLine.objects.visible_to(signed_in(request)).filter(list=made, place__lt=place).order_by("-place").first()
    )
    cursor = [(AT, cursor_at(before, column="place", side=AFTER).text())] if before else []
    return "?" + urlencode([*shown, *cursor])


@require_POST
def begin(request: SiteRequest, reference: str) -> HttpResponse:
    """Makes the request of what is ready, and goes on to its first page."""
    made, actor = _own(request, reference)
    try:
        filing = begin_from_list(made, by=actor, at=now())
    except (NothingReady, StillChecked, CannotBegin, AlreadySent) as problem:
        messages.info(request, str(problem)[:300])
        return HttpResponseRedirect(reverse("list", args=[made.reference]))
    return HttpResponseRedirect(first_page(request, filing))


@require_POST
def again(request: SiteRequest, reference: str) -> HttpResponse:
    """Looks at every line afresh, at the price of today."""
    made, actor = _own(request, reference)
    look_again(made, by=actor, at=now())
    return HttpResponseRedirect(reverse("list", args=[made.reference]))


@require_POST
def throw_away(request: SiteRequest, reference: str) -> HttpResponse:
    """Throws the list away."""
    made, actor = _own(request, reference)
    try:
        drop(made, by=actor, at=now())
    except AlreadySent as problem:
        messages.info(request, str(problem))
        return HttpResponseRedirect(reverse("list", args=[made.reference]))
    messages.success(request, _("The list was deleted"))
    return HttpResponseRedirect(reverse("lists"))


@require_GET
def outcome(request: SiteRequest, reference: str) -> StreamingHttpResponse:
    """The outcome file, streamed."""
    made, actor = _own(request, reference)
    response = StreamingHttpResponse(_lines(made, actor), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{made.reference}.csv"'
    return response


def _lines(made: RightsList, actor: Applicant) -> Iterator[str]:
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in outcome_rows(made, by=actor):
        yield writer.writerow([harmless(cell) for cell in row])


def _own(request: SiteRequest, reference: str) -> tuple[RightsList, Applicant]:
    actor = signed_in(request)
    made = list_for(reference, by=actor)
    if made is None:
        raise Http404
    return made, actor
