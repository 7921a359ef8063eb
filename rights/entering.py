"""How facts become entries: sealed, shown on the state, numbered and chained; pure, so that it runs anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from core.actor import Actor, label
from core.days import legal_day
from rights.chain import EntryHeading, entry_text, hash_of
from rights.facts import Fact
from rights.fields import rules_of
from rights.state import RightState


@dataclass(frozen=True)
class Recording:
    """Facts for one right. ``keys`` name the events of an outside ``source``, one for each fact; ours have neither."""

    right_id: int
    facts: tuple[Fact, ...]
    source: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """What all entries of one recording have in common."""

    because: str
    by: Actor
    received_at: datetime
    at: datetime

    @cached_property
    def entered_on(self) -> date:
        """The London day of the entry."""
        return legal_day(self.at)

    @cached_property
    def label(self) -> str:
        """The actor as history names it."""
        return label(self.by)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry about to be stored."""

    right_id: int
    heading: EntryHeading
    text: str
    previous: str
    hash: str
    fact: Fact


def enter(recording: Recording, state: RightState, act: Act) -> Iterator[Written]:
    """Shows each fact on the state and chains an entry for it.

    Raises:
        CannotShow: if the register cannot take a fact.
    """
    keys = recording.keys or ("",) * len(recording.facts)
    for unsealed, key in zip(recording.facts, keys, strict=True):
        fact = unsealed.sealed()
        state.entered_on = act.entered_on
        fact.show_on(state)
        yield _chain(recording, fact, key, state, act)
    rules_of(state.field).show_dates(state)


def _chain(recording: Recording, fact: Fact, key: str, state: RightState, act: Act) -> Written:
    state.version += 1
    heading = EntryHeading(
        right=state.number,
        number=state.version,
        kind=fact.kind,
        effective_on=fact.effective_on,
        received_at=act.received_at,
        entered_at=act.at,
        because=act.because,
        by=act.label,
        source=recording.source,
        source_key=key,
    )
    text = entry_text(heading, fact.body_text())
    previous, state.head = state.head, hash_of(state.head, text)
    return Written(recording.right_id, heading, text, previous, state.head, fact)


ENTRY_COLUMNS = (
    "right_id",
    "number",
    "kind",
    "effective_on",
    "received_at",
    "entered_at",
    "because",
    "by",
    "source",
    "source_key",
    "body",
    "previous",
    "hash",
)
PARTICULARS_COLUMNS = ("id", "right_id", "body", "salt", "digest")


def entry_row(entry: Written) -> tuple[object, ...]:
    """The row of an entry."""
    told = entry.heading
    about = (told.number, told.kind, told.effective_on, told.received_at, told.entered_at, told.because, told.by)
    return (entry.right_id, *about, told.source, told.source_key, entry.text, entry.previous, entry.hash)


def particulars_rows(entry: Written) -> Iterator[tuple[object, ...]]:
    """The rows of the particulars that an entry mentions."""
    for details in entry.fact.details():
        yield details.reference, entry.right_id, details.body(), details.salt, details.digest
