"""What the register said on any day, and the proof that what it says now follows from its entries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rights.access import compared
from rights.details import Details
from rights.facts import AddressChanged, Corrected, Fact, PartyRenamed
from rights.models import Entry
from rights.replay import NotThenOnRegister, StoredEntry, events_of, fact_in, replay, withheld_in
from rights.shelf import History, read_histories, read_rights
from rights.state import RightState

__all__ = ["NotThenOnRegister", "as_at", "entered_facts", "rebuild", "stored_state", "timeline"]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One fact as a page tells it; ``corrected_by`` is the number of the entry that corrects it."""

    number: int
    fact: Fact
    known_on: date
    entered_at: datetime
    because: str
    imported: bool
    corrected_by: int | None = None


def rebuild(right_id: int) -> RightState:
    """The state that follows from the right's entries alone; equal to ``stored_state`` as long as all is well."""
    history = _history(right_id)
    return replay(history.field, history.entries, history.bodies)


def stored_state(right_id: int) -> RightState:
    """The state that the register's tables hold.

    Raises:
        NotThenOnRegister: if there is no such right.
    """
    states = read_rights([right_id])
    if right_id not in states:
        raise NotThenOnRegister
    return states[right_id]


def entered_facts(entries: Collection[tuple[int, int]]) -> dict[tuple[int, int], Fact]:
    """The facts of entries by right id and number, without anybody's particulars; one query however many."""
    wanted = set(entries)
    rows = Entry.everything.filter(right_id__in={key for key, _ in wanted}, number__in={number for _, number in wanted})
    columns = ("right_id", "number", "entered_at", "source", "body")
    return {
        (right_id, number): fact_in(StoredEntry(number, *told), {})
        for right_id, number, *told in rows.values_list(*columns)
        if (right_id, number) in wanted
    }


def as_at(right_id: int, *, effective: date | None = None, entered: datetime | None = None) -> RightState:
    """What the register says of the day ``effective``, as far as it was known at the moment ``entered``.

    Without ``entered``, as far as it is known now. Withheld particulars are withheld for every day.

    Raises:
        NotThenOnRegister: if it said nothing of the right then.
    """
    history = _history(right_id)
    return replay(history.field, history.entries, history.bodies, effective=effective, entered=entered)


def timeline(right_id: int) -> list[TimelineEvent]:
    """Everything that was said of the right, in the order of the days on which it took effect."""
    history = _history(right_id)
    withheld = withheld_in(history.entries)
    visible = {key: None if key in withheld else body for key, body in history.bodies.items()}
    told = list(events_of(history.entries, visible))
    corrections = {
        (event.fact.corrects, event.fact.event): event.number for event in told if isinstance(event.fact, Corrected)
    }
    because = dict(Entry.everything.filter(right_id=right_id).values_list("number", "because"))
    events = [
        TimelineEvent(
            number=event.number,
            fact=event.fact,
            known_on=event.known_on,
            entered_at=event.entered_at,
            because=because[event.number],
            imported=event.imported,
            corrected_by=corrections.get((event.number, event.fact.identity() if event.in_opening else "")),
        )
        for event in told
    ]
    return sorted(events, key=lambda event: (event.fact.effective_on, event.number))


def _history(right_id: int) -> History:
    histories = read_histories([right_id])
    if not histories:
        raise NotThenOnRegister
    return histories[right_id]


def address_since(right_id: int, name: str, address: Details) -> date | None:
    """The London day since which the register has this address for the party of the name, stated once or again."""
    events = [event for event in timeline(right_id) if not isinstance(event.fact, AddressChanged)]
    names = _names_of(name, [event.fact for event in events])
    days = (
        event.known_on
        for event in events
        for details in event.fact.details()
        if compared(details.name) in names and _where(details) == _where(address)
    )
    return min(days, default=None)


def _names_of(name: str, facts: Iterable[Fact]) -> set[str]:
    """What the party is called and was called before."""
    names = {compared(name)}
    renamed = [fact for fact in facts if isinstance(fact, PartyRenamed)]
    for fact in reversed(renamed):
        if compared(fact.name) in names:
            names.add(compared(fact.was_name))
    return names


def _where(details: Details) -> tuple[object, ...]:
    return details.lines, details.postcode, details.country, details.email
