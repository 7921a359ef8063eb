"""Facts about the register itself: a correction of an earlier entry, and particulars or a right withheld."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self

from rights.details import Details, as_text
from rights.facts.base import Fact, Known
from rights.facts.opening import untold
from rights.state import RightState


@dataclass(frozen=True, kw_only=True)
class Corrected(Fact):
    """An earlier entry was wrong: ``instead`` stands in its place, nothing where it is empty (Patents Rules r.50).

    ``corrects`` is that entry's number; ``event`` is the identity of one event where the entry is an opening.
    """

    kind: ClassVar[str] = "corrected"
    changes_people: ClassVar[bool] = True

    corrects: int
    event: str = ""
    instead: tuple[Fact, ...] = ()

    def identity(self) -> str:
        return f"{self.kind}:{self.corrects}:{self.event}"

    def show_on(self, state: RightState) -> None:
        """Nothing by itself: the whole history is replayed with the correction in the corrected entry's place."""

    def texts(self) -> dict[str, str]:
        instead = [fact.told_text() for fact in self.instead]
        event = {"event": as_text(self.event)} if self.event else {}
        return {"corrects": as_text(self.corrects), "instead": f"[{','.join(instead)}]"} | event

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        instead = tuple(untold(fact, known) for fact in body["instead"])
        event = body.get("event", "")
        return cls(effective_on=effective_on, corrects=body["corrects"], event=event, instead=instead)

    def sealed(self) -> Self:
        return replace(self, instead=tuple(fact.sealed() for fact in self.instead))

    def details(self) -> Iterable[Details]:
        return (details for fact in self.instead for details in fact.details())


@dataclass(frozen=True, kw_only=True)
class Withheld(Fact):
    """Particulars, by their references, or the whole right are shown to nobody any more."""

    kind: ClassVar[str] = "withheld"
    changes_people: ClassVar[bool] = True

    references: tuple[str, ...] = ()
    whole_right: bool = False

    def show_on(self, state: RightState) -> None:
        state.is_withheld = state.is_withheld or self.whole_right
        state.withheld |= frozenset(self.references)
        for contact in state.contacts.values():
            if contact.details and contact.details.reference in self.references:
                contact.name, contact.details = "", _emptied(contact.details)
        for party in state.parties:
            if party.details and party.details.reference in self.references:
                party.name = "" if party.role == "inventor" else party.name
                party.details = _emptied(party.details)


def _emptied(details: Details) -> Details:
    return Details(country="", reference=details.reference, digest=details.digest, is_withheld=True)
