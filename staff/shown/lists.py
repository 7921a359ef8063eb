"""One page of a list of cases, with the addresses of its neighbours."""

from typing import Any

from django.utils.http import urlencode

from accounts.requests import SiteRequest
from casework.models.cases import CaseQuerySet
from casework.queues import page_of
from core.clock import now
from core.days import legal_day
from core.design.paging import keyset
from core.keyset import AFTER, BEFORE, Slice, cursor_at, read_cursor
from staff.shown.cases import lines


def list_context(request: SiteRequest, rows: CaseQuerySet) -> dict[str, Any]:
    """What ``office/list.html`` reads of one page of the rows."""
    page = page_of(rows, read_cursor(request.GET.get("at", "")))
    return {"lines": lines(page.rows, on=legal_day(now())), "paging": paging_of(request, page, column="rank")}


def paging_of(request: SiteRequest, page: Slice, *, column: str) -> dict[str, Any]:
    """The addresses of the neighbours of a page that is sorted by the column; whatever narrows the list is kept."""
    if not page.rows:
        return {}
    previous = _address(request, page.rows[0], column, BEFORE) if page.has_before else ""
    following = _address(request, page.rows[-1], column, AFTER) if page.has_after else ""
    return keyset(previous=previous, following=following)


def _address(request: SiteRequest, row: Any, column: str, side: str) -> str:
    kept = [(name, str(value)) for name, value in request.GET.items() if name != "at"]
    return "?" + urlencode([*kept, ("at", cursor_at(row, column=column, side=side).text())])
