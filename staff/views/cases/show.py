"""A case on one page: what is asked, how it stands, what the matter says, and what happened."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.messages import messages_about
from casework.models import OURS, Case, Stands
from casework.noting import notes_on
from casework.opening import note_look
from casework.registry import kind_named
from core.clock import now
from core.days import legal_day
from staff.matters import matter_context
from staff.pages import here, needs
from staff.shown.cases import lines
from staff.shown.events import timeline_of
from staff.shown.messages import message_lines
from staff.views.cases.loading import case_for


@never_cache
@require_GET
@needs(OfficePermission.SEE_WORK)
def case_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Everything about one case."""
    case, by = case_for(request, reference), here(request)
    note_look(case, by=by, at=now())
    is_open = case.stands != Stands.DONE
    works = is_open and allows(by, OfficePermission.WORK)
    context = {
        "case": case,
        "line": lines([case], on=legal_day(now()))[0],
        "is_mine": case.allocated_to_id == by.user_id,
        "may_take": works and case.allocated_to_id is None,
        "may_release": works and case.allocated_to_id == by.user_id,
        "may_hand_over": works and _may_give(case, request),
        "may_settle": is_open and _is_settled_here(case, request),
        "may_suspend": works and case.stands in OURS,
        "may_resume": works and case.stands == Stands.SUSPENDED,
        "may_note": allows(by, OfficePermission.NOTE),
        "staff_notes": notes_on(case, by=by),
        "events": timeline_of(case, by=by),
        "sent_messages": message_lines(messages_about(case, by=by)),
        **matter_context(case, request),
    }
    return TemplateResponse(request, "office/case.html", context)


def _is_settled_here(case: Case, request: SiteRequest) -> bool:
    """Whether the common page has an outcome that the officer may choose."""
    outcomes = kind_named(case.kind).outcomes_of(case)
    return any(allows(here(request), outcome.permission) for outcome in outcomes)


def _may_give(case: Case, request: SiteRequest) -> bool:
    by = here(request)
    return case.allocated_to_id in (None, by.user_id) or allows(by, OfficePermission.ALLOCATE)
