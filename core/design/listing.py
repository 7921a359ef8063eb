"""A list as its page shows it: one page read by key, the addresses of its neighbours and ends, and a capped count."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.design.paging import Params, keyset
from core.keyset import AFTER, BEFORE, END, Cursor, Slice, cursor_at, read_cursor, read_slice

COUNTED_TO = 1000
AT = "at"


@dataclass(frozen=True)
class End:
    """The address of the first or the last page."""

    label: str
    href: str


@dataclass(frozen=True)
class Listed:
    """One page; ``summary`` says how many there are in all, and is empty where the page shows them all."""

    rows: list[Any]
    paging: Params
    ends: list[End]
    summary: str


def listed(rows: QuerySet[Any], query: QueryDict, *, column: str, descending: bool = False, size: int = 25) -> Listed:
    """One page of rows sorted by a column and then their id, in at most three queries, the last as quick as the first.

    Whatever else narrows the list (the rest of ``query``) is kept in the addresses.
    """
    cursor = read_cursor(query.get(AT, ""))
    page = read_slice(rows, column=column, descending=descending, cursor=cursor, size=size)
    is_all = not (page.has_before or page.has_after)
    return Listed(
        page.rows, paging_of(query, page, column=column), list(_ends(query, page)), "" if is_all else _summary(rows)
    )


def paging_of(query: QueryDict, page: Slice, *, column: str) -> Params:
    """The addresses of the neighbours of a page that is sorted by the column."""
    if not page.rows:
        return {}
    previous = _address(query, cursor_at(page.rows[0], column=column, side=BEFORE)) if page.has_before else ""
    following = _address(query, cursor_at(page.rows[-1], column=column, side=AFTER)) if page.has_after else ""
    return keyset(previous=previous, following=following)


def _ends(query: QueryDict, page: Slice) -> list[End]:
    first = [End(_("First page"), _address(query, None))] if page.has_before else []
    last = [End(_("Last page"), _address(query, Cursor(END)))] if page.has_after else []
    return first + last


def _address(query: QueryDict, cursor: Cursor | None) -> str:
    kept = [(name, str(value)) for name, value in query.items() if name != AT]
    return "?" + urlencode([*kept, *([(AT, cursor.text())] if cursor else [])])


def _summary(rows: QuerySet[Model]) -> str:
    count = rows.order_by()[: COUNTED_TO + 1].count()
    if count > COUNTED_TO:
        return _("More than %(count)s in all") % {"count": f"{COUNTED_TO:,}"}
    return _("%(count)s in all") % {"count": f"{count:,}"}
