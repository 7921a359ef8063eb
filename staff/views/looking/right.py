"""A right as the office reads it: all of the register, who is linked, what holds it, its cases and its history."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.rights import cases_about, holds_on, links_to, note_right_seen, right_of_number
from core.clock import now
from core.days import legal_day
from rights.history import timeline
from rights.models import Right
from rights.shown import history, interests, register
from rights.shown.words import status_tone, status_words
from staff.pages import here, needs
from staff.shown.cases import lines
from staff.shown.links import link_rows
from transactions.standings import load


@never_cache
@require_safe
@needs(OfficePermission.SEE_WORK)
def right_page(request: SiteRequest, number: str) -> HttpResponse:
    """Everything about one right, published or not."""
    right, by, on = _right(request, number), here(request), legal_day(now())
    if right.number != number:
        return redirect("staff:right", right.number)
    note_right_seen(right, by=by, at=now())
    standing, cases = load([right.pk], by=by, on=on)[right.pk], cases_about(right, by=by)
    context = {
        "right": standing.right,
        "status_words": status_words(right.status),
        "status_tone": status_tone(right.status),
        "is_public": right.published_on is not None and not right.is_withheld,
        "register_rows": register.register_rows(standing.right),
        "people": register.people(standing, register.OWN_ROLES),
        "addresses": register.office_addresses(standing),
        "interest_rows": interests.interest_rows(standing),
        "procedure_rows": interests.procedure_rows(standing),
        "links": link_rows(links_to(right, by=by)),
        "holds": holds_on(right, by=by),
        "lines": lines(cases, on=on),
        "events": history.office_history(timeline(right.pk), cases=_addresses(case.about for case in cases)),
        "section": "search",
    }
    return TemplateResponse(request, "office/right.html", context)


def _right(request: SiteRequest, number: str) -> Right:
    found = right_of_number(number, by=here(request))
    if found is None:
        raise Http404
    return found


def _addresses(references: Iterable[str]) -> dict[str, str]:
    return {reference: reverse("staff:case", args=[reference]) for reference in references}
