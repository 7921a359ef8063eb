"""A portfolio's list: what is searched, filtered and sorted, and one page of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper

from core.actor import Actor
from core.keyset import AFTER, BEFORE, END, Cursor, cursor_at, read_cursor, read_slice
from rights.fields import FIELDS
from rights.lookup import bears
from rights.models import Link, Relation, Right
from rights.numbers import NotANumber, meanings, parse
from rights.portfolio.needs import NEEDS, needing, once_each
from rights.portfolio.queries import client_names
from rights.statuses import Status

PAGE_SIZES = (25, 50, 100)
SORTS = ("renews_on", "number", "title", "owner", "status", "own_reference", "client")
"""The columns by which a list is sorted, by the first unless another is asked for."""
SHOWABLE = ("title", "owner", "own_reference", "status", "kind", "relation")
SHOWN = SHOWABLE[:4]
"""The columns that a list shows if nothing else is asked for; the number and the next renewal always stand there."""
COUNTED_TO = 1000
KINDS = tuple(kind for rules in FIELDS.values() for kind in rules.kinds)
COLUMNS = (
    "id", "right_id", "number", "title", "owner", "status", "kind", "relation", "own_reference", "client",
    "renews_on", "opens_on", "due_on", "late_until", "restore_by",
)  # fmt: skip


def _one_of(known: Sequence[str], value: str) -> str:
    return value if value in known else ""


@dataclass(frozen=True)
class View:
    """One way to look at a portfolio, as it stands in an address; what makes no sense falls back to the default."""

    search: str = ""
    status: tuple[str, ...] = ()
    need: str = ""
    kind: str = ""
    relation: str = ""
    client: str = ""
    sort: str = SORTS[0]
    descending: bool = False
    size: int = PAGE_SIZES[0]
    cursor: str = ""
    columns: tuple[str, ...] = SHOWN

    @classmethod
    def of(cls, query: Any) -> "View":
        """Reads a request's query (anything with ``get`` and ``getlist``)."""
        sort, size = query.get("sort", ""), query.get("size", "")
        return cls(
            search=query.get("q", "").replace("\0", "").strip()[:100],
            status=tuple(sorted(set(query.getlist("status")) & set(Status.values))),
            need=_one_of(NEEDS, query.get("need", "")),
            kind=_one_of(KINDS, query.get("kind", "")),
            relation=_one_of(Relation.values, query.get("relation", "")),
            client=query.get("client", "").replace("\0", "")[:60],
            sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else SORTS[0],
            descending=sort.startswith("-"),
            size=int(size) if size in map(str, PAGE_SIZES) else PAGE_SIZES[0],
            cursor=query.get("at", "")[:300],
            columns=tuple(one for one in SHOWABLE if one in query.getlist("col")) or SHOWN,
        )

    def address(self, **changes: Any) -> str:
        """The query that leads to this view, or to a changed one from its first page."""
        view = replace(self, **({"cursor": ""} | changes))
        sort = f"-{view.sort}" if view.descending else view.sort
        words = [("q", view.search), *(("status", one) for one in view.status), ("need", view.need)]
        words += [("kind", view.kind), ("relation", view.relation), ("client", view.client)]
        words += [("sort", sort if sort != SORTS[0] else "")]
        words += [("size", str(view.size) if view.size != PAGE_SIZES[0] else ""), ("at", view.cursor)]
        words += [("col", one) for one in view.columns if view.columns != SHOWN]
        return "?" + urlencode([(name, value) for name, value in words if value])

    @property
    def is_filtered(self) -> bool:
        """Whether anything but sorting and paging was asked for."""
        return any((self.search, self.status, self.need, self.kind, self.relation, self.client))


@dataclass(frozen=True)
class Page:
    """One page of links; ``previous``, ``following`` and ``last`` are cursors or empty."""

    links: list[Link]
    previous: str
    following: str
    last: str


def links_for(actor: Actor, view: View, *, on: date) -> QuerySet[Link]:
    """The active links that the view asks for, unsorted; each right once, unless the view asks for one relation."""
    links = Link.objects.visible_to(actor).active() if view.relation else once_each(actor)
    exact = {"kind": view.kind, "relation": view.relation, "client": view.client}
    links = links.filter(**{name: value for name, value in exact.items() if value})
    links = links.filter(status__in=view.status) if view.status else links
    links = links.filter(needing(view.need, on=on)) if view.need else links
    return links.filter(_matching(view.search)) if view.search else links


def page_of(actor: Actor, view: View, *, on: date) -> Page:
    """One page in at most two queries, however long the list."""
    return _page(links_for(actor, view, on=on), view)


def page_and_count(actor: Actor, view: View, *, on: date) -> tuple[Page, int]:
    """One page with its capped count; a search that finds little looks through the list once for both."""
    if not view.search:
        return page_of(actor, view, on=on), counted(actor, view, on=on)
    links = links_for(actor, view, on=on)
    found = list(links.values_list("pk", flat=True)[: COUNTED_TO + 1])
    few = Link.objects.visible_to(actor).filter(pk__in=found)
    return _page(few if len(found) <= COUNTED_TO else links, view), len(found)


def _page(links: QuerySet[Link], view: View) -> Page:
    rows = links.only(*COLUMNS)
    cursor = read_cursor(view.cursor) if view.cursor else None
    found = read_slice(rows, column=view.sort, descending=view.descending, cursor=cursor, size=view.size)
    before = cursor_at(found.rows[0], column=view.sort, side=BEFORE).text() if found.has_before and found.rows else ""
    after = cursor_at(found.rows[-1], column=view.sort, side=AFTER).text() if found.has_after and found.rows else ""
    return Page(found.rows, before, after, Cursor(END).text() if after else "")


def counted(actor: Actor, view: View, *, on: date, at_most: int = COUNTED_TO) -> int:
    """How many links the view holds, counted no further than one beyond ``at_most``."""
    return links_for(actor, view, on=on)[: at_most + 1].count()


def clients_of(actor: Actor, *, at_most: int = 500) -> list[str]:
    """The names of client files in use, sorted."""
    return client_names(actor, at_most=at_most)


def links_bearing(numbers: Sequence[str], *, by: Actor) -> QuerySet[Link]:
    """The active links to the rights that bear one of the numbers; as quick for 50,000 links as for one."""
    rights = Right.everything.filter(bears(list(numbers)))
    return Link.objects.visible_to(by).active().filter(right_id__in=rights.values("pk"))


def link_bearing(number: str, *, by: Actor) -> Link | None:
    """The account's active link to the right of the number, as an owner rather than as a representative."""
    numbers = meanings(number)
    found = sorted(links_bearing(numbers, by=by), key=lambda link: (link.number not in numbers, link.relation))
    return found[0] if found else None


def _matching(search: str) -> Q:
    """Words of the title, the owner's or the client's name, the own reference, or a number however it was typed."""
    spellings = {search.replace("\n", " "), "".join(search.split())}
    words = reduce(or_, (Q(sought__contains=Upper(Value(spelling))) for spelling in sorted(spellings)))
    try:
        number = parse(search)
    except NotANumber:
        return words
    exact = [number.canonical, *([number.alternative.canonical] if number.alternative else [])]
    return words | Q(right_id__in=Right.everything.filter(bears(exact)).values("pk"))
