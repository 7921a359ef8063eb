"""Watching rights: upper layers are told, by one promise for each recording, of the entries that somebody waits for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from core.outbox import promise
from rights.entering import Written
from rights.facts import AddressChanged, Fact, PartiesStated
from rights.models import Watch
from rights.statuses import PartyRole, Purpose

WATCHED = "entries-watched"
"""The promise; its payload has ``entries``, each ``[about, right id, entry number]``."""


def watch(right_ids: Iterable[int], *, about: str, kinds: Collection[str]) -> None:
    """From now on entries of the kinds on the rights are told of; to be ended by ``stop_watching``."""
    rows = [Watch(right_id=right_id, about=about, kinds=sorted(kinds)) for right_id in right_ids]
    Watch.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def stop_watching(about: str) -> None:
    """Ends the watches of one cause."""
    Watch.objects.filter(about=about).delete()


def tell_watchers(written: Sequence[Written], *, because: str, at: datetime) -> None:
    """Promises to tell of what was entered, if anybody watches: one query for each recording where nobody does."""
    rows = Watch.objects.filter(right_id__in={one.right_id for one in written}).exclude(about=because)
    watches: dict[int, list[Watch]] = {}
    for one in rows.order_by("pk"):
        watches.setdefault(one.right_id, []).append(one)
    if entries := list(_matches(written, watches)):
        _about, right_id, number = entries[0]
        promise(WATCHED, key=f"{right_id}:{number}", payload={"entries": entries}, at=at)


def _matches(written: Sequence[Written], watches: Mapping[int, Sequence[Watch]]) -> Iterator[list[object]]:
    for entry in written:
        for one in watches.get(entry.right_id, ()):
            if entry.heading.kind in one.kinds and is_for_all(entry.fact):
                yield [one.about, one.right_id, entry.heading.number]


def is_for_all(fact: Fact) -> bool:
    """Whether anybody may be told of the fact."""
    if not fact.is_public:
        return False
    if isinstance(fact, AddressChanged):
        return fact.purpose != Purpose.RENEWAL_REMINDER
    return not (isinstance(fact, PartiesStated) and fact.role == PartyRole.INVENTOR)
