"""One page of a list of cases, with the addresses of its neighbours."""

from typing import Any

from accounts.requests import SiteRequest
from casework.models.cases import CaseQuerySet
from casework.queues import page_of
from core.clock import now
from core.days import legal_day
from core.design.listing import paging_of
from core.keyset import read_cursor
from staff.shown.cases import lines


def list_context(request: SiteRequest, rows: CaseQuerySet) -> dict[str, Any]:
    """What ``office/list.html`` reads of one page of the rows."""
    page = page_of(rows, read_cursor(request.GET.get("at", "")))
    return {"lines": lines(page.rows, on=legal_day(now())), "paging": paging_of(request.GET, page, column="rank")}
