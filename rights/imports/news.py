"""What a record says that the register does not know yet; what we entered ourselves stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rights.details import Details
from rights.facts import (
    AddressChanged,
    ApplicationFiled,
    Fact,
    Opening,
    PartiesStated,
    PartyOnRecord,
    RenewalPaid,
    TitleChanged,
)
from rights.imports.incoming import Incoming
from rights.replay import StoredEntry, denies_payment, events_of, replay
from rights.shelf import History
from rights.state import PartyState, RightState


@dataclass(frozen=True)
class News:
    """Facts to be recorded, each with its key; ``kept_ours`` of them change nothing that is shown."""

    facts: tuple[Fact, ...]
    keys: tuple[str, ...]
    kept_ours: int


def news_of(incoming: Incoming, history: History, on: date) -> News:
    """The events that no entry tells yet, and statements that differ from what the sources said last."""
    known = {event.fact.identity() for event in events_of(history.entries, history.bodies)}
    events = [event.fact for event in incoming.opening().events if event.fact not in incoming.stated]
    fresh = [fact for fact in events if not isinstance(fact, ApplicationFiled) and fact.identity() not in known]
    fresh += _restated(incoming, history, on)
    return News(tuple(fresh), _keys(incoming, fresh, len(history.entries)), _kept_ours(fresh, history))


def _kept_ours(fresh: Sequence[Fact], history: History) -> int:
    """How many of the facts change nothing that is shown, because of what we entered ourselves."""
    ours = _our_facts(history.entries, history)
    if not ours:
        return 0
    state = replay(history.field, history.entries, history.bodies)
    aspects = {aspect for fact in ours for aspect in fact.shows()}
    paid_here = max((fact.year for fact in ours if isinstance(fact, RenewalPaid)), default=0)
    return sum(bool(fact.shows() & aspects) or denies_payment(fact, state, paid_here) for fact in fresh)


def _restated(incoming: Incoming, history: History, on: date) -> list[Fact]:
    imported = [entry for entry in history.entries if entry.source]
    told = replay(history.field, imported, history.bodies) if imported else RightState()
    title = incoming.filed.title
    changed: list[Fact] = [TitleChanged(effective_on=on, title=title)] if title and title != told.title else []
    return changed + [_dated_anew(fact, incoming, on) for fact in incoming.stated if not says(told, fact)]


def _dated_anew(fact: Fact, incoming: Incoming, on: date) -> Fact:
    """A statement without a day of its own takes effect when it is taken in."""
    return replace(fact, effective_on=on) if fact.effective_on == incoming.filed.effective_on else fact


def says(state: RightState, fact: Fact) -> bool:
    """Whether the state already says what the fact states."""
    if isinstance(fact, PartiesStated):
        return [_of_state(party) for party in state.named(fact.role)] == [_of_fact(party) for party in fact.parties]
    if isinstance(fact, AddressChanged):
        contact = state.contacts.get(fact.purpose)
        return contact is not None and (contact.name, _where(contact.details)) == (fact.name, _where(fact.particulars))
    return False


def _of_state(party: PartyState) -> tuple[object, ...]:
    return party.name, party.person, party.company_number, party.share, _where(party.details)


def _of_fact(party: PartyOnRecord) -> tuple[object, ...]:
    return party.name, party.person, party.company_number, party.share, _where(party.details)


def _where(details: Details | None) -> tuple[object, ...]:
    """An address as it is compared; an empty one is as good as none."""
    where = (details.lines, details.postcode, details.email) if details else ()
    return (*where, details.country) if details and any(where) else ()


def _our_facts(entries: Sequence[StoredEntry], history: History) -> list[Fact]:
    ours = [entry for entry in entries if not entry.source]
    return [event.fact for event in events_of(ours, history.bodies) if not isinstance(event.fact, Opening)]


def _keys(incoming: Incoming, facts: Sequence[Fact], entries: int) -> tuple[str, ...]:
    """One key for each event: its own identity, or for what is restated also the entry's number."""
    numbered = enumerate(facts, start=entries + 1)
    return tuple(f"{incoming.number}/{_key(fact, number)}" for number, fact in numbered)


def _key(fact: Fact, number: int) -> str:
    restated = isinstance(fact, PartiesStated | AddressChanged | TitleChanged)
    return f"{fact.kind}#{number}" if restated else fact.identity()
