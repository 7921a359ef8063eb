"""The daily root over the heads of all chains: what is cut, put in or vanished later no longer fits it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from core.actor import Actor
from rights.models import DailyRoot, Entry
from rights.queries import last_settled_entry

RUN = 10_000
"""How many right ids share one part of a root."""


@dataclass
class Heads:
    """What a root is made of, gathered in one pass."""

    rights: int = 0
    entries: int = 0
    parts: list[str] = field(default_factory=list)


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
    heads, part, run = Heads(), sha256(), None
    for right_id, number, head in _streamed(last_entry_id):
        if run is not None and right_id // RUN != run:
            heads.parts.append(part.hexdigest())
            part = sha256()
        run = right_id // RUN
        part.update(f"{right_id}:{number}:{head}\n".encode())
        heads.rights += 1
        heads.entries += number
    heads.parts.append(part.hexdigest())
    return heads


def root_of(on: date, previous: str, heads: Heads) -> str:
    """The root itself, chained to the one before."""
    lines = [on.isoformat(), previous, str(heads.rights), str(heads.entries), *heads.parts]
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


def _stored(root: DailyRoot) -> Heads:
    return Heads(root.rights, root.entries, root.parts)


def _faults_of(root: DailyRoot) -> Iterator[str]:
    heads = gather(root.last_entry_id)
    if heads != _stored(root):
        yield f"The history no longer fits the root of {root.on}: {_difference(root, heads)}"


def _difference(root: DailyRoot, heads: Heads) -> str:
    if root.rights != heads.rights or root.entries != heads.entries:
        return f"{root.rights} rights and {root.entries} entries then, {heads.rights} and {heads.entries} of them now"
    runs = [place for place, pair in enumerate(zip(root.parts, heads.parts, strict=False)) if pair[0] != pair[1]]
    return f"parts {', '.join(map(str, runs)) or 'none'} of {len(root.parts)} differ"


def _streamed(last_entry_id: int) -> Iterator[tuple[int, int, str]]:
    rows = Entry.everything.filter(id__lte=last_entry_id).order_by("right_id", "-number").distinct("right_id")
    return rows.values_list("right_id", "number", "hash").iterator(chunk_size=RUN)
