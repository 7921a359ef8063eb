"""The hash chain of one right: each entry's hash covers its stored bytes and the hash before it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256

from rights.details import canonical, joined

START = ""


@dataclass(frozen=True, slots=True)
class EntryHeading:
    """What the history says of an entry besides its fact."""

    right: str
    number: int
    kind: str
    effective_on: date
    received_at: datetime
    entered_at: datetime
    because: str
    by: str
    source: str = ""
    source_key: str = ""


@lru_cache(maxsize=64)
def moment(at: datetime) -> str:
    """A moment as history writes it: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_text(heading: EntryHeading, fact: str) -> str:
    """The canonical text of an entry, over which its hash is taken; ``fact`` is its fact's own canonical text."""
    about = {
        "because": canonical(heading.because),
        "by": canonical(heading.by),
        "effective_on": f'"{heading.effective_on.isoformat()}"',
        "entered_at": f'"{moment(heading.entered_at)}"',
        "fact": fact,
        "kind": canonical(heading.kind),
        "number": str(heading.number),
        "received_at": f'"{moment(heading.received_at)}"',
        "right": canonical(heading.right),
    }
    if heading.source:
        about |= {"source": canonical(heading.source), "source_key": canonical(heading.source_key)}
    return joined(about)


def hash_of(previous: str, text: str) -> str:
    """The hash of an entry whose predecessor has the hash ``previous``; ``START`` for the first."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()
