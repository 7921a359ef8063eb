"""The hash chain of one right: each entry's hash covers its stored bytes and the hash before it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from rights.details import canonical

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


def moment(at: datetime) -> str:
    """A moment as history writes it: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_text(heading: EntryHeading, fact: str) -> str:
    """The canonical text of an entry, over which its hash is taken; ``fact`` is its fact's own canonical text."""
    before = {
        "because": heading.because,
        "by": heading.by,
        "effective_on": heading.effective_on.isoformat(),
        "entered_at": moment(heading.entered_at),
    }
    after = {
        "kind": heading.kind,
        "number": heading.number,
        "received_at": moment(heading.received_at),
        "right": heading.right,
    }
    after |= {"source": heading.source, "source_key": heading.source_key} if heading.source else {}
    return f'{canonical(before)[:-1]},"fact":{fact},{canonical(after)[1:]}'


def hash_of(previous: str, text: str) -> str:
    """The hash of an entry whose predecessor has the hash ``previous``; ``START`` for the first."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()
