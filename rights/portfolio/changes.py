"""What changed in an account's portfolio since somebody last asked: each right once, with its latest change.

Every link row bears the number of the database transaction that wrote it last (``changed_in``). Transactions do not
commit in the order of their numbers, so a reader that took the greatest number seen as its cursor would miss what a
slower one commits later. Only rows below ``pg_snapshot_xmin(pg_current_snapshot())`` are therefore told: every
transaction below that has ended, and nothing can appear among them any more. A change is told a moment later while an
older transaction is still at work, and never lost. The order is (``changed_in``, ``id``), which is the cursor, too.

The numbers are the cluster's own. They outlive ``pg_upgrade`` and physical backups; a database that was loaded from a
dump counts anew, so ``manage.py restamp_links`` belongs to that, and callers begin again from the beginning.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.db.models import BigIntegerField, Func, Q, QuerySet, TextField
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Cast

from core.actor import Actor
from rights.models import Link
from rights.queries import settled_below

GREATEST = 2**63 - 1
CURSOR = re.compile(r"(\d{1,19})\.(\d{1,19})", re.ASCII)


class Gone(Exception):
    """The cursor is of another database, from which this one was restored: begin again from the beginning."""


class Kind(StrEnum):
    """What happened to a right since the cursor."""

    LINKED = "linked"
    CHANGED = "changed"
    UNLINKED = "unlinked"


@dataclass(frozen=True, order=True)
class Place:
    """Where a reader stands: behind the change that this transaction made to this link."""

    changed_in: int = 0
    link_id: int = 0

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place in a text that was given out, or None if it is none."""
        found = CURSOR.fullmatch(text)
        numbers = [int(one) for one in found.groups()] if found else []
        return cls(*numbers) if numbers and max(numbers) <= GREATEST else None

    def text(self) -> str:
        """The place as it is given out."""
        return f"{self.changed_in}.{self.link_id}"


@dataclass(frozen=True)
class Change:
    """One right that changed. What the register says is told only while the right is linked."""

    number: str
    kind: Kind
    status: str
    next_renewal_on: date | None
    last_entry: int | None


@dataclass(frozen=True)
class Changes:
    """Some of what changed; there is more if ``has_more``, and in any case one goes on from ``upto``."""

    items: Sequence[Change]
    upto: Place
    has_more: bool


def changes_since(since: Place, *, limit: int, by: Actor) -> Changes:
    """The next changes that the actor may know of, at most ``limit``, in two queries.

    Raises:
        Gone.
    """
    ahead = list(
        _behind(since, by).order_by("changed_in", "id").values_list("changed_in", "pk", "right_id")[: limit + 1]
    )
    page = ahead[:limit]
    if not page:
        _demand_ours(since, by)
        return Changes([], since, has_more=False)
    links = _links_of({right_id for _transaction, _link, right_id in page}, by)
    found = [
        _change(links[right_id], since)
        for changed_in, link_id, right_id in page
        if _place(links[right_id][-1]) == Place(changed_in, link_id)
    ]
    return Changes(found, Place(*page[-1][:2]), has_more=len(ahead) > limit)


def newest_change(*, by: Actor) -> int | None:
    """The number of the last database transaction that changed what the actor may know of; None where nothing is."""
    rows = Link.objects.visible_to(by).filter(_TOLD, changed_in__lt=horizon())
    return rows.order_by("-changed_in", "-id").values_list("changed_in", flat=True).first()


def _demand_ours(since: Place, by: Actor) -> None:
    """Whatever was given out was below the horizon then, and the horizon only rises."""
    if since.changed_in >= settled_below(by=by):
        raise Gone(since.text())


def horizon() -> Cast:
    """The number below which every transaction has ended, as the reading statement itself sees it."""
    now = Func(function="pg_current_snapshot", output_field=TextField())
    oldest = Func(now, function="pg_snapshot_xmin", output_field=TextField())
    return Cast(Cast(oldest, TextField()), BigIntegerField())


def _behind(since: Place, by: Actor) -> QuerySet[Link]:
    rows = Link.objects.visible_to(by).filter(_TOLD, changed_in__lt=horizon())
    later = TupleGreaterThan(Tuple("changed_in", "id"), (since.changed_in, since.link_id))
    return rows.filter(later, changed_in__gte=since.changed_in)


_TOLD = Q(begun_in__isnull=False)
"""A link that never was active is no part of the portfolio yet."""

COLUMNS = (
    "pk", "right_id", "changed_in", "begun_in", "state", "number", "status", "next_renewal_on", "right__version",
)  # fmt: skip


def _links_of(right_ids: set[int], by: Actor) -> Mapping[int, list[dict[str, Any]]]:
    """Every link of the account to each of the rights, the one that changed last at the end."""
    rows = Link.objects.visible_to(by).filter(_TOLD, right_id__in=right_ids)
    found: dict[int, list[dict[str, Any]]] = defaultdict(lambda: [NOWHERE])
    for row in rows.order_by("changed_in", "pk").values(*COLUMNS):
        found[row["right_id"]].append(row)
    return found


NOWHERE: dict[str, Any] = {"changed_in": -1, "pk": -1, "begun_in": -1, "state": "", "number": ""}
"""What is left of links that went behind a wall between two queries."""


def _place(link: Mapping[str, Any]) -> Place:
    return Place(link["changed_in"], link["pk"])


def _change(links: Sequence[Mapping[str, Any]], since: Place) -> Change:
    last = links[-1]
    active = [link for link in links if link["state"] == Link.State.ACTIVE]
    if not active:
        return Change(last["number"], Kind.UNLINKED, last["status"], None, None)
    is_new = all(Place(link["begun_in"], link["pk"]) > since for link in active)
    shown = active[-1]
    kind = Kind.LINKED if is_new else Kind.CHANGED
    return Change(shown["number"], kind, shown["status"], shown["next_renewal_on"], shown["right__version"])
