"""Lists: ``limit`` with ``cursor`` or ``offset``, ``sort``, ``fields``, ``count``."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import bad_parameter
from core.keyset import AFTER, Cursor, cursor_at, in_order, read_cursor, read_slice

MOST, USUAL, DEEPEST = 500, 50, 10_000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Represent = Callable[[Sequence[Any]], list[dict[str, Any]]]


@dataclass(frozen=True)
class Asked:
    """What the caller asks of a list. ``column`` is the model's, ``key`` the API's name of it."""

    key: str
    column: str
    descending: bool
    limit: int
    offset: int
    cursor: Cursor | None
    fields: frozenset[str]
    counts: bool


def asked(request: Request, sorts: Mapping[str, str], *, first: str, most: int = MOST) -> Asked:
    """Reads the parameters; ``sorts`` maps the API's sort keys to columns, ``first`` is like ``askedAt:desc``.

    Raises:
        ApiError: naming the parameter that cannot be read.
    """
    query = request.query_params
    key, _colon, way = query.get("sort", first).partition(":")
    if key not in sorts or way not in ("", "asc", "desc"):
        raise bad_parameter("sort", _("Sort by one of %(keys)s, with :asc or :desc.") % {"keys": ", ".join(sorts)})
    cursor = read_cursor(query["cursor"]) if "cursor" in query else None
    if "cursor" in query and cursor is None:
        raise bad_parameter("cursor", _("This is no cursor. Take it from nextCursor of the page before."))
    if cursor is not None and "offset" in query:
        raise bad_parameter("offset", _("Use a cursor or an offset, not both."))
    return Asked(
        key=key,
        column=sorts[key],
        descending=way == "desc",
        limit=whole(request, "limit", least=1, most=most, usual=USUAL),
        offset=whole(request, "offset", least=0, most=DEEPEST, usual=0),
        cursor=cursor,
        fields=frozenset(one for one in query.get("fields", "").split(",") if one),
        counts=flag(request, "count"),
    )


def whole(request: Request, name: str, *, least: int, most: int, usual: int) -> int:
    """A parameter that is a whole number.

    Raises:
        ApiError.
    """
    text = request.query_params.get(name, str(usual))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
    if not least <= number <= most:
        words = {"least": least, "most": f"{most:,}"}
        raise bad_parameter(name, _("Give a whole number from %(least)s to %(most)s.") % words)
    return number


def flag(request: Request, name: str) -> bool:
    """A parameter that is ``true`` or ``false``.

    Raises:
        ApiError.
    """
    text = request.query_params.get(name, "false")
    if text not in ("true", "false"):
        raise bad_parameter(name, _("Give true or false."))
    return text == "true"


def day(request: Request, name: str) -> date | None:
    """A parameter that is a day; None if it is not there.

    Raises:
        ApiError.
    """
    text = request.query_params.get(name, "")
    if not text:
        return None
    if not DAY.fullmatch(text):
        raise bad_parameter(name, _("Give a day like 2026-11-27."))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise bad_parameter(name, _("There is no such day.")) from None


def one_of(request: Request, name: str, known: Sequence[str]) -> list[str]:
    """A parameter that is one or several known words with commas between them; none if it is not there.

    Raises:
        ApiError.
    """
    words = [word for word in request.query_params.get(name, "").split(",") if word]
    if set(words) - set(known):
        raise bad_parameter(name, _("Give one or several of %(known)s.") % {"known": ", ".join(known)})
    return words


def listed(request: Request, rows: QuerySet[Any], what: Asked, represent: Represent) -> Response:
    """One page, in at most three queries apart from those of ``represent``.

    Raises:
        ApiError: if ``fields`` names a member that the items do not have.
    """
    found, more = _page(rows, what)
    items = [_narrowed(item, what.fields) for item in represent(found)]
    body: dict[str, Any] = {"items": items, "limit": what.limit, "offset": what.offset}
    if what.counts:
        body["totalCount"] = rows.order_by().count()
    if more:
        after = cursor_at(found[-1], column=what.column, side=AFTER).text()
        body |= {"nextCursor": after, "next": _address(request, after)}
    return Response(body)


def _page(rows: QuerySet[Any], what: Asked) -> tuple[list[Any], bool]:
    if what.offset:
        taken: list[Any] = []
        skip = what.offset
        for part in in_order(rows, column=what.column, descending=what.descending):
            taken += list(part[skip : skip + what.limit + 1 - len(taken)])
            if len(taken) > what.limit:
                break
            skip = 0 if taken else max(0, skip - part.count())
        return taken[: what.limit], len(taken) > what.limit
    page = read_slice(rows, column=what.column, descending=what.descending, cursor=what.cursor, size=what.limit)
    return page.rows, page.has_after


def _narrowed(item: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    if not fields:
        return item
    if unknown := sorted(fields - set(item)):
        raise bad_parameter("fields", _("There is no member %(name)s.") % {"name": unknown[0]})
    return {name: value for name, value in item.items() if name in fields}


def _address(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.items() if name not in ("cursor", "offset")]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('cursor', cursor)])}")


def list_parameters(sorts: Mapping[str, str], *, first: str, most: int = MOST) -> list[OpenApiParameter]:
    """The parameters of every list, for the description."""
    keys = ", ".join(f"`{key}`" for key in sorts)
    whole_number = {"type": "integer", "minimum": 0, "maximum": DEEPEST, "default": 0}
    sort_pattern = f"^({'|'.join(sorts)})(:(asc|desc))?$"
    return [
        OpenApiParameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": most, "default": USUAL},
            description="How many items at most.",
        ),
        OpenApiParameter(
            "cursor", str, description="`nextCursor` of the page before; stays true while the list changes."
        ),
        OpenApiParameter(
            "offset", whole_number, description="How many items to leave out; for large sets use a cursor."
        ),
        OpenApiParameter(
            "sort",
            {"type": "string", "pattern": sort_pattern, "default": first},
            description=f"One of {keys}, with `:asc` or `:desc`.",
        ),
        OpenApiParameter("fields", str, description="The members of each item that are wanted, with commas between."),
        OpenApiParameter("count", bool, description="Whether `totalCount` is wanted.", default=False),
    ]
