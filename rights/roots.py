"""The daily root over the heads of all chains: what is cut, put in or vanished later no longer fits it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby

from django.db import transaction

from core.actor import Actor
from rights.models import DailyRoot, Entry
from rights.queries import last_settled_entry

RUN = 10_000
"""How many right ids share one part of a root."""

Part = tuple[int, int, str]


@dataclass
class Heads:
    """What a root is made of, gathered in one pass: the counts, and for each run its number, rights and hash."""

    rights: int = 0
    entries: int = 0
    parts: list[Part] = field(default_factory=list)


def close_root(on: date, *, by: Actor, at: datetime) -> DailyRoot:
    """Stores the root of a day over every entry made so far; the same day again changes nothing."""
    if found := DailyRoot.objects.filter(on=on).first():
        return found
    with transaction.atomic():
        last = last_settled_entry(by=by)
    heads = gather(last)
    before = DailyRoot.objects.order_by("-on").first()
    previous = before.root if before else ""
    return DailyRoot.objects.create(
        on=on,
        taken_at=at,
        last_entry_id=last,
        rights=heads.rights,
        entries=heads.entries,
        parts=heads.parts,
        previous=previous,
        root=root_of(on, previous, heads),
    )


def gather(last_entry_id: int) -> Heads:
    """The heads as they were when the entry ``last_entry_id`` was the last one; streamed, so memory stays flat."""
    heads = Heads()
    for run, rows in groupby(_streamed(last_entry_id), key=lambda row: row[0] // RUN):
        digest, rights = sha256(), 0
        for right_id, number, head in rows:
            digest.update(f"{right_id}:{number}:{head}\n".encode())
            rights += 1
            heads.entries += number
        heads.rights += rights
        heads.parts.append((run, rights, digest.hexdigest()))
    return heads


def root_of(on: date, previous: str, heads: Heads) -> str:
    """The root itself, chained to the one before."""
    parts = [f"{run}:{rights}:{digest}" for run, rights, digest in heads.parts]
    lines = [on.isoformat(), previous, str(heads.rights), str(heads.entries), *parts]
    return sha256("\n".join(lines).encode()).hexdigest()


def verify_roots(*, every: bool = False) -> Iterator[str]:
    """A sentence for each stored root that does not follow from the one before or no longer fits the history.

    The latest root covers whatever an earlier one covers, so only it is gathered anew, unless ``every`` one shall be.
    """
    previous, latest = "", DailyRoot.objects.order_by("-on").values_list("on", flat=True).first()
    for root in DailyRoot.objects.order_by("on").iterator():
        if root.previous != previous or root_of(root.on, previous, _stored(root)) != root.root:
            yield f"The root of {root.on} does not follow from the one before: one was edited, put in or vanished"
        if every or root.on == latest:
            yield from _faults_of(root)
        previous = root.root


def published_roots() -> Iterator[tuple[str, str]]:
    """The day and root of each day, the oldest first, as anyone may know them."""
    rows = DailyRoot.objects.order_by("on").values_list("on", "root")
    return ((on.isoformat(), root) for on, root in rows.iterator())


def differing_from(copy: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A sentence for each root in a copy of what was published that is stored no longer, or otherwise."""
    stored = dict(published_roots())
    for on, root in copy:
        if on not in stored:
            yield f"The root of {on} was published and has vanished"
        elif stored[on] != root:
            yield f"The root of {on} is not the one that was published"


def _stored(root: DailyRoot) -> Heads:
    """What was stored with a root; without parts where somebody made them unreadable."""
    try:
        parts = [(int(run), int(rights), str(digest)) for run, rights, digest in root.parts]
    except (TypeError, ValueError):
        parts = []
    return Heads(root.rights, root.entries, parts)


def _faults_of(root: DailyRoot) -> Iterator[str]:
    """A sentence for each run of ids in which the history is not what it was, or one for the counts alone."""
    then, now = _stored(root), gather(root.last_entry_id)
    if then == now:
        return
    yield (
        f"The history no longer fits the root of {root.on}: {then.rights} rights and {then.entries} entries then, "
        f"{now.rights} and {now.entries} of them now"
    )
    for run in sorted({run for run, *_ in set(then.parts) ^ set(now.parts)}):
        was, found = _rights_in(then, run), _rights_in(now, run)
        yield f"It differs among the rights {run * RUN} to {run * RUN + RUN - 1}: {was} then, {found} now"


def _rights_in(heads: Heads, run: int) -> int:
    return next((rights for number, rights, _ in heads.parts if number == run), 0)


def _streamed(last_entry_id: int) -> Iterator[tuple[int, int, str]]:
    rows = Entry.everything.filter(id__lte=last_entry_id).order_by("right_id", "-number").distinct("right_id")
    return rows.values_list("right_id", "number", "hash").iterator(chunk_size=RUN)
