"""The first entry of an imported right: its dated history, event by event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import is_
from typing import Any, ClassVar, NamedTuple, Self

from rights.details import Details
from rights.facts.base import Fact, Known, fact_of
from rights.state import RightState


class Dated(NamedTuple):
    """A past fact and the day on which the office recorded or advertised it.

    ``text`` is its canonical JSON where that was worked out before, as it is for events that many rights share.
    """

    fact: Fact
    recorded_on: date | None = None
    text: str = ""

    @property
    def known_on(self) -> date:
        """The day from which the office's register said so."""
        return self.recorded_on or self.fact.effective_on


@dataclass(frozen=True, kw_only=True)
class Opening(Fact):
    """What a source said of a right when it was taken in; ``effective_on`` is the day of the earliest event."""

    kind: ClassVar[str] = "opening"

    events: tuple[Dated, ...]

    def identity(self) -> str:
        return self.kind

    def show_on(self, state: RightState) -> None:
        for fact, recorded_on, _ in self.events:
            state.entered_on = recorded_on or fact.effective_on
            fact.show_on(state)

    def texts(self) -> dict[str, str]:
        events = [event.text or event.fact.told_text(event.recorded_on) for event in self.events]
        return {"events": f"[{','.join(events)}]"}

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        return cls(effective_on=effective_on, events=tuple(_event(told, known) for told in body["events"]))

    def sealed(self) -> Self:
        events = tuple(map(_sealed, self.events))
        return self if all(map(is_, events, self.events)) else replace(self, events=events)

    def details(self) -> Iterable[Details]:
        return (details for event in self.events for details in event.fact.details())


def untold(body: Mapping[str, Any], known: Known) -> Fact:
    """Reads what ``told_text`` wrote."""
    return fact_of(body["kind"], date.fromisoformat(body["effective_on"]), body, known)


def _sealed(event: Dated) -> Dated:
    fact = event.fact.sealed()
    return event if fact is event.fact else Dated(fact, event.recorded_on)


def _event(body: Mapping[str, Any], known: Known) -> Dated:
    recorded_on = body.get("recorded_on")
    return Dated(untold(body, known), date.fromisoformat(recorded_on) if recorded_on else None)
