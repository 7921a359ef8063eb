"""Pages by key: the last page is as quick as the first, because nothing before it is read.

A cursor names a row by its sort value and id, and the side of it that is wanted. Rows without a value come last,
whether the others rise or fall: nobody sorts a list in order to begin with what is missing.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import CharField, GeneratedField, Model, Q, QuerySet
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
    start = None if cursor is None or cursor.side == END else cursor
    found: list[M] = []
    for part in _parts(rows, column, start, falling=descending != backwards, backwards=backwards):
        if len(found) <= size:
            found += list(part[: size + 1 - len(found)])
    more = len(found) > size
    page = found[:size]
    if backwards:
        return Slice(page[::-1], has_before=more, has_after=cursor is not None and cursor.side == BEFORE)
    return Slice(page, has_before=cursor is not None, has_after=more)


def in_order(rows: QuerySet[M], *, column: str, descending: bool) -> list[QuerySet[M]]:
    """All rows in the order of the pages, to be read one part after the other."""
    return _parts(rows, column, None, falling=descending, backwards=False)


def _suits(rows: QuerySet[M], column: str, cursor: Cursor) -> bool:
    """Whether the cursor's value can be one of the column's."""
    try:
        _values_of(rows, column).to_python(cursor.value)
    except ValidationError:
        return False
    return "\0" not in (cursor.value or "")


def _values_of(rows: QuerySet[M], column: str) -> Any:
    """The field of which the column's values are; a generated column's own field would take anything."""
    field = rows.model._meta.get_field(column)
    return field.output_field if isinstance(field, GeneratedField) else field


def _parts(
    rows: QuerySet[M], column: str, start: Cursor | None, *, falling: bool, backwards: bool
) -> list[QuerySet[M]]:
    """What is to be read one after the other, each along the index: rows with a value, then those without."""
    filled, empty = _filled_and_empty(rows, column)
    order = [f"-{column}", "-id"] if falling else [column, "id"]
    if start is None:
        parts = [rows.filter(empty), rows.filter(filled)] if backwards else [rows.filter(filled), rows.filter(empty)]
    elif not start.value:
        beyond = rows.filter(empty, **{f"id__{'lt' if falling else 'gt'}": start.id})
        parts = [beyond, rows.filter(filled)] if backwards else [beyond]
    else:
        lies_beyond = TupleLessThan if falling else TupleGreaterThan
        beyond = rows.filter(filled, lies_beyond(Tuple(column, "id"), (start.value, start.id)))
        parts = [beyond] if backwards else [beyond, rows.filter(empty)]
    return [part.order_by(*order) for part in parts]


def _filled_and_empty(rows: QuerySet[M], column: str) -> tuple[Q, Q]:
    if isinstance(_values_of(rows, column), CharField):
        return Q(**{f"{column}__gt": ""}), Q(**{column: ""})
    return Q(**{f"{column}__isnull": False}), Q(**{f"{column}__isnull": True})


def cursor_at(row: Model, *, column: str, side: str) -> Cursor:
    """The cursor that stands beside a row."""
    value = getattr(row, column)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Cursor(side, None if value is None else text, row.pk)
