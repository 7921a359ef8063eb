"""What the register says follows from its entries alone: replayed in order, corrections in their places."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.days import legal_day
from rights.facts import Ceased, Corrected, Fact, Opening, RenewalPaid, Withheld, fact_of
from rights.fields import rules_of
from rights.state import RightState


class NotThenOnRegister(LookupError):
    """The register said nothing of the right on the day that was asked for."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the history keeps it; ``body`` is its canonical text."""

    number: int
    entered_at: datetime
    source: str
    body: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of the history: where it stands, when it became known, and whether a source or we ourselves said it."""

    fact: Fact
    number: int
    known_on: date
    entered_at: datetime
    imported: bool
    in_opening: bool = False


Bodies = Mapping[str, str]
Corrections = Mapping[tuple[int, str], tuple[Fact, ...]]


def events_of(entries: Iterable[StoredEntry], bodies: Mapping[str, str | None]) -> Iterator[Event]:
    """Every fact in order of entry; an opening falls apart into the facts of its dated history."""
    for entry in entries:
        fact, known_on = fact_in(entry, bodies), legal_day(entry.entered_at)
        imported = entry.source != ""
        if isinstance(fact, Opening):
            for dated in fact.events:
                yield Event(dated.fact, entry.number, dated.known_on, entry.entered_at, imported, in_opening=True)
        else:
            yield Event(fact, entry.number, known_on, entry.entered_at, imported)


def fact_in(entry: StoredEntry, bodies: Mapping[str, str | None]) -> Fact:
    """The fact of one entry."""
    whole = json.loads(entry.body)
    return fact_of(whole["kind"], date.fromisoformat(whole["effective_on"]), whole["fact"], bodies)


def replay(
    field: str,
    entries: Sequence[StoredEntry],
    bodies: Bodies,
    *,
    effective: date | None = None,
    entered: datetime | None = None,
) -> RightState:
    """What the register said on the day ``effective``, as far as it was known at the moment ``entered``.

    Particulars withheld at any time, also later, are withheld in the result. Before the opening the dates on which the
    office recorded the events count.

    Raises:
        NotThenOnRegister: if nothing was said of the right then.
    """
    withheld = withheld_in(entries)
    visible = {reference: None if reference in withheld else body for reference, body in bodies.items()}
    told = [event for event in events_of(entries, visible) if was_known(event, entered)]
    state = RightState(field=field, withheld=withheld)
    _show(state, (event for event in _told_now(told) if effective is None or event.fact.effective_on <= effective))
    if not state.number:
        raise NotThenOnRegister
    last = max((event.number for event in told), default=0)
    state.version, state.head = last, next(entry.hash for entry in entries if entry.number == last)
    rules_of(field).show_dates(state)
    return state


def _show(state: RightState, events: Iterable[Event]) -> None:
    paid_here = 0
    for event in events:
        if event.imported and denies_payment(event.fact, state, paid_here):
            continue
        if isinstance(event.fact, RenewalPaid) and not event.imported:
            paid_here = max(paid_here, event.fact.year)
        state.entered_on = event.known_on
        event.fact.show_on(state)


def denies_payment(fact: Fact, state: RightState, paid_here: int) -> bool:
    """Whether a source says that the right ceased for want of a fee that we took ourselves; ``paid_here`` is its year.

    Such a source does not know of the payment yet. With nothing paid here (0) every source is believed.
    """
    if not paid_here or not isinstance(fact, Ceased):
        return False
    return rules_of(state.field).keeps_in_force(state, paid_here, fact.effective_on)


def was_known(event: Event, entered: datetime | None) -> bool:
    """Whether the event was on the register at the moment; events of an opening also before it, by their own dates."""
    if entered is None or event.entered_at <= entered:
        return True
    return event.in_opening and event.known_on <= legal_day(entered)


def withheld_in(entries: Iterable[StoredEntry]) -> frozenset[str]:
    """References of all particulars that some entry withholds, unless that entry was itself corrected."""
    suspects = [entry for entry in entries if '"kind":"withheld"' in entry.body or '"kind":"corrected"' in entry.body]
    facts = {entry.number: fact_in(entry, {}) for entry in suspects}
    undone = {fact.corrects for fact in facts.values() if isinstance(fact, Corrected)}
    holding = (fact for number, fact in facts.items() if isinstance(fact, Withheld) and number not in undone)
    return frozenset(reference for fact in holding for reference in fact.references)


def _told_now(told: Sequence[Event]) -> Iterator[Event]:
    """The events with corrections in their places, less what an import says about what we ourselves entered before."""
    corrections = _corrections(told)
    ours: set[str] = set()
    for event in told:
        instead = corrections.get((event.number, event.fact.identity() if event.in_opening else ""))
        corrected = instead is not None
        if corrected or not event.imported:
            ours |= event.fact.shows()
        elif event.fact.shows() & ours and not event.in_opening:
            continue
        for fact in (event.fact,) if instead is None else instead:
            ours |= fact.shows() if corrected else frozenset()
            yield replace(event, fact=fact)


def _corrections(told: Iterable[Event]) -> Corrections:
    """What stands in the place of corrected entries; the latest correction counts."""
    made = {event.number: event.fact for event in told if isinstance(event.fact, Corrected)}
    undone = {fact.corrects for fact in made.values()}
    return {(fact.corrects, fact.event): fact.instead for number, fact in made.items() if number not in undone}
