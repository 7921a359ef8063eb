"""Pages by key: the last page is as quick as the first, because nothing before it is read.

A cursor names a row by its sort value and id, and the side of it that is wanted. PostgreSQL puts rows without a value
last when ascending and first when descending; so does the paging.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

M = TypeVar("M", bound=Model)

AFTER, BEFORE, END = "a", "b", "e"


@dataclass(frozen=True)
class Cursor:
    """A place in a sorted list: after or before a row, or at the end."""

    side: str
    value: str | None = None
    id: int = 0

    def text(self) -> str:
        """For an address."""
        return base64.urlsafe_b64encode(json.dumps([self.side, self.value, self.id]).encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor | None:
    """The cursor of an address; None where there is none or it is none of ours."""
    try:
        side, value, row = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, TypeError):
        return None
    is_ours = side in (AFTER, BEFORE, END) and isinstance(value, str | None) and type(row) is int and 0 <= row < 2**63
    return Cursor(side, value, row) if is_ours else None


@dataclass(frozen=True)
class Slice:
    """The rows of one page, and whether there are more on either side."""

    rows: list[Any]
    has_before: bool
    has_after: bool


def read_slice(rows: QuerySet[M], *, column: str, descending: bool, cursor: Cursor | None, size: int) -> Slice:
    """One page of the rows sorted by the column, in at most two queries; a cursor of another column is none."""
    cursor = cursor if cursor is not None and _suits(rows, column, cursor) else None
    backwards = cursor is not None and cursor.side in (BEFORE, END)
    falling = descending != backwards
    start = None if cursor is None or cursor.side == END else cursor
    found = _read(rows, column, start, falling=falling, wanted=size + 1)
    more = len(found) > size
    page = found[:size]
    if backwards:
        return Slice(page[::-1], has_before=more, has_after=cursor is not None and cursor.side == BEFORE)
    return Slice(page, has_before=cursor is not None, has_after=more)


def _suits(rows: QuerySet[M], column: str, cursor: Cursor) -> bool:
    """Whether the cursor's value can be one of the column's."""
    sorted_by = rows.model._meta.get_field(column)
    try:
        sorted_by.to_python(cursor.value)  # type: ignore[union-attr]
    except ValidationError:
        return False
    return "\0" not in (cursor.value or "")


def _read(rows: QuerySet[M], column: str, start: Cursor | None, *, falling: bool, wanted: int) -> list[M]:
    order = [f"-{column}", "-id"] if falling else [column, "id"]
    found: list[M] = []
    for part in _parts(column, start, falling=falling):
        if len(found) < wanted:
            found += list(rows.filter(part).order_by(*order)[: wanted - len(found)])
    return found


def _parts(column: str, start: Cursor | None, *, falling: bool) -> list[Any]:
    """Conditions to be read one after the other: each runs along the index."""
    if start is None:
        return [Q()]
    empty = Q(**{f"{column}__isnull": True})
    beyond = TupleLessThan if falling else TupleGreaterThan
    if start.value is None:
        by_id = Q(id__lt=start.id) if falling else Q(id__gt=start.id)
        filled = Q(**{f"{column}__isnull": False})
        return [empty & by_id, filled] if falling else [empty & by_id]
    after = beyond(Tuple(column, "id"), (start.value, start.id))
    return [after] if falling else [after, empty]


def cursor_at(row: Model, *, column: str, side: str) -> Cursor:
    """The cursor that stands beside a row."""
    value = getattr(row, column)
    return Cursor(side, value.isoformat() if isinstance(value, date) else value, row.pk)
