"""A correction must name an earlier entry of its right, and of an opening the one event that it means."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rights.details import Details
from rights.facts import Corrected, Fact, Opening, Withheld
from rights.replay import events_of, fact_in, withheld_in
from rights.shelf import History, read_histories


class CannotCorrect(Exception):
    """The correction names nothing that could be corrected; the message says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the register tells: by which entry, of an opening by which of its events, and what it says now."""

    number: int
    event: str
    fact: Fact
    entered_on: date

    @property
    def key(self) -> str:
        """How an answer names it; it never means another one."""
        return f"{self.number}/{self.event}" if self.event else str(self.number)


def told_of(right_ids: Sequence[int]) -> dict[int, tuple[Told, ...]]:
    """What the register tells anybody of each right and could be corrected, oldest first; three queries."""
    return {key: tuple(_unambiguous(_told(history))) for key, history in read_histories(right_ids).items()}


def restated(fact: Fact) -> Fact:
    """The same fact, to be entered again: its particulars are sealed anew, and what is withheld is left out."""
    changed: dict[str, Any] = {}
    for name in ("parties", "holders"):
        people = getattr(fact, name, None)
        if people is not None:
            changed[name] = tuple(replace(one, details=_afresh(one.details)) for one in people)
    held = getattr(fact, "particulars", None)
    if isinstance(held, Details):
        changed["particulars"] = _afresh(held) or Details()
    return replace(fact, **changed)


def _unambiguous(told: Iterator[Told]) -> Iterator[Told]:
    """Without those events of an opening that nobody could tell apart, so that no correction meets two of them."""
    found = list(told)
    counted = Counter(one.key for one in found)
    return (one for one in found if counted[one.key] == 1)


def _told(history: History) -> Iterator[Told]:
    withheld = withheld_in(history.entries)
    bodies = {key: None if key in withheld else body for key, body in history.bodies.items()}
    events = list(events_of(history.entries, bodies))
    corrected = {(one.fact.corrects, one.fact.event): one.fact for one in events if isinstance(one.fact, Corrected)}
    for one in events:
        event = one.fact.identity() if one.in_opening else ""
        correction = corrected.get((one.number, event))
        instead = correction.instead if correction else (one.fact,)
        if len(instead) == 1 and instead[0].is_public and not isinstance(one.fact, Corrected | Withheld):
            yield Told(one.number, event, instead[0], one.known_on)


def _afresh(details: Details | None) -> Details | None:
    if details is None or details.is_withheld:
        return None
    return Details(details.lines, details.postcode, details.country, details.email, details.name)


def demand_correctable(correction: Corrected, history: History) -> None:
    """Raises:
    CannotCorrect: if the correction would change nothing.
    """
    entry = next((entry for entry in history.entries if entry.number == correction.corrects), None)
    if entry is None:
        raise CannotCorrect(f"There is no entry {correction.corrects} to correct")
    is_opening = isinstance(fact_in(entry, history.bodies), Opening)
    if is_opening != bool(correction.event):
        raise CannotCorrect("Name the event where an opening is corrected, and only there")
    events = {event.fact.identity() for event in events_of([entry], history.bodies)}
    if correction.event and correction.event not in events:
        raise CannotCorrect(f"The opening tells no event {correction.event}")
