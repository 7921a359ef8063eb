"""The sorts of work with what is open of each, and the rights on which changes are on hold."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.models import Case
from casework.registry import kind_named
from casework.sorts import Sort, holds, sorts
from core.clock import now
from core.days import legal_day
from staff.pages import here, needs
from transactions.registry import NoSuchType, type_named


@dataclass(frozen=True)
class SortLine:
    """One sort of work in words; ``href`` leads to its cases."""

    sort: Sort
    title: str
    stage: str
    href: str


@require_GET
@needs(OfficePermission.SEE_WORK)
def sorts_page(request: SiteRequest) -> HttpResponse:
    """Every sort that has open cases."""
    found = [_line(one) for one in sorts(on=legal_day(now()), by=here(request))]
    lines = sorted(found, key=lambda one: (one.title, one.stage))
    return TemplateResponse(request, "office/sorts.html", {"lines": lines, "section": "all"})


@require_GET
@needs(OfficePermission.SEE_WORK)
def holds_page(request: SiteRequest) -> HttpResponse:
    """Rights on hold, each with what it is about."""
    return TemplateResponse(request, "office/holds.html", {"holds": holds(by=here(request)), "section": "all"})


def _line(sort: Sort) -> SortLine:
    title = kind_named(sort.kind).title_of(Case(kind=sort.kind, topic=sort.topic))
    asked = {"kind": sort.kind, "topic": sort.topic} | ({"stage": sort.stage} if sort.stage else {})
    return SortLine(sort, title, _stage(sort), f"{reverse('staff:all-work')}?{urlencode(asked)}")


def _stage(sort: Sort) -> str:
    if not sort.stage:
        return ""
    try:
        stages = type_named(sort.topic).stages
    except NoSuchType:
        return sort.stage
    return next((str(one.title) for one in stages if one.key == sort.stage), sort.stage)
