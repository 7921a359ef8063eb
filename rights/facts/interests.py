"""Facts about licences, mortgages and other securities, and about proceedings while they last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar, Self

from rights.details import Details, PartyOnRecord, as_text
from rights.facts.base import CannotShow, Fact, Known
from rights.facts.people import mentions, parties_in, sealed_parties
from rights.interests import HOLDER_ROLES, EndedHow, InterestState, Nature, Terms
from rights.procedures import CLOSED, Procedure, ProcedureState
from rights.state import PartyState, RightState, owner_line
from rights.statuses import Status

TERMS = ("exclusivity", "field_of_use", "territory", "share", "sublicensing", "until_on", "from_on")


@dataclass(frozen=True, kw_only=True)
class _InterestStated(Fact):
    """All that the register says of one licence or security; the base of the two facts below."""

    changes_people: ClassVar[bool] = True

    number: int
    nature: str
    holders: tuple[PartyOnRecord, ...]
    exclusivity: str = ""
    field_of_use: str = ""
    territory: str = ""
    share: str = ""
    sublicensing: bool | None = None
    until_on: date | None = None
    from_on: date | None = None

    def identity(self) -> str:
        return f"{self.kind}:{self.number}:{self.effective_on}"

    def shows(self) -> frozenset[str]:
        return frozenset({f"interest:{self.number}"})

    @property
    def terms(self) -> Terms:
        """What it covers."""
        limits = (self.exclusivity, self.field_of_use, self.territory, self.share)
        return Terms(*limits, self.sublicensing, self.until_on, self.from_on)

    def show_with(self, state: RightState, since_on: date) -> None:
        """Puts it in the place of what was said of the same number, with its holders among the parties."""
        names = owner_line([self._holder(party) for party in self.holders])
        stated = InterestState(self.number, self.nature, names, since_on, self.terms)
        kept = [one for one in state.interests if one.number != self.number]
        state.interests = tuple(sorted([*kept, stated], key=lambda one: one.number))
        place_holders(state, self.number, self.nature, [self._holder(party) for party in self.holders])

    def _holder(self, party: PartyOnRecord) -> PartyState:
        role, since_on = HOLDER_ROLES[Nature(self.nature)], party.since_on or self.effective_on
        about = (party.person, party.company_number, party.share, party.details)
        return PartyState(role, party.name, since_on, *about, interest=self.number)

    def texts(self) -> dict[str, str]:
        told = {name: getattr(self, name) for name in ("number", "nature", *TERMS)}
        given = {name: as_text(value) for name, value in told.items() if value not in ("", None)}
        return given | {"holders": mentions(self.holders)}

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        told = {own.name: body[own.name] for own in fields(cls) if own.name in body}
        days = {name: date.fromisoformat(told[name]) for name in ("until_on", "from_on") if told.get(name)}
        told |= {"holders": parties_in(body["holders"], known), "effective_on": effective_on, **days}
        return cls(**told)

    def sealed(self) -> Self:
        holders = sealed_parties(self.holders)
        return self if holders is self.holders else replace(self, holders=holders)

    def details(self) -> Iterable[Details]:
        return (party.details for party in self.holders if party.details)


@dataclass(frozen=True, kw_only=True)
class InterestRegistered(_InterestStated):
    """A licence, mortgage or other security; ``effective_on`` is the day of the instrument (s.33(3), r.47)."""

    kind: ClassVar[str] = "interest-registered"

    def show_on(self, state: RightState) -> None:
        if any(one.number == self.number for one in state.interests):
            raise CannotShow(f"There is already an interest {self.number}")
        self.show_with(state, self.effective_on)


@dataclass(frozen=True, kw_only=True)
class InterestAmended(_InterestStated):
    """A licence or security as it is from ``effective_on``; everything is stated anew."""

    kind: ClassVar[str] = "interest-amended"

    def show_on(self, state: RightState) -> None:
        self.show_with(state, live_interest(state, self.number).since_on)


@dataclass(frozen=True, kw_only=True)
class InterestEnded(Fact):
    """A licence or security came to its end; its history stays."""

    kind: ClassVar[str] = "interest-ended"
    changes_people: ClassVar[bool] = True

    number: int
    how: str = EndedHow.ENDED

    def identity(self) -> str:
        return f"{self.kind}:{self.number}"

    def shows(self) -> frozenset[str]:
        return frozenset({f"interest:{self.number}"})

    def show_on(self, state: RightState) -> None:
        ended = replace(live_interest(state, self.number), ended_on=self.effective_on, ended_how=str(self.how))
        state.interests = tuple(ended if one.number == self.number else one for one in state.interests)
        place_holders(state, self.number, ended.nature, [])

    def texts(self) -> dict[str, str]:
        return {"how": as_text(str(self.how)), "number": as_text(self.number)}


@dataclass(frozen=True, kw_only=True)
class ProcedureMoved(Fact):
    """A proceeding began or moved on; the register tells of it while it lasts, and how it ended.

    ``protects_from`` and ``protects_until``: see ``ProcedureState``.
    """

    kind: ClassVar[str] = "procedure-moved"
    changes_people: ClassVar[bool] = True

    procedure: str
    stage: str
    protects_from: date | None = None
    protects_until: date | None = None

    def identity(self) -> str:
        return f"{self.kind}:{self.procedure}:{self.stage}:{self.effective_on}"

    def shows(self) -> frozenset[str]:
        own = frozenset({f"procedure:{self.procedure}"})
        return own | {"status"} if self.procedure == Procedure.RESTORATION else own

    def show_on(self, state: RightState) -> None:
        before = state.procedures.get(self.procedure)
        began_on = before.began_on if before and before.is_open else self.effective_on
        days = (began_on, self.effective_on, self.protects_from, self.protects_until)
        state.procedures[self.procedure] = ProcedureState(str(self.procedure), str(self.stage), *days)
        if self.procedure == Procedure.RESTORATION:
            self._show_status(state)

    def _show_status(self, state: RightState) -> None:
        """A patent that ceased stays so while its restoration is asked for (s.28)."""
        if state.status not in {Status.CEASED, Status.RESTORATION_APPLIED}:
            return
        is_open = self.stage not in CLOSED
        state.status = Status.RESTORATION_APPLIED if is_open else Status.CEASED

    def texts(self) -> dict[str, str]:
        named = {"procedure": as_text(str(self.procedure)), "stage": as_text(str(self.stage))}
        days = {"protects_from": self.protects_from, "protects_until": self.protects_until}
        return named | {name: as_text(day) for name, day in days.items() if day}


def live_interest(state: RightState, number: int) -> InterestState:
    """Raises:
    CannotShow: if the register has no such interest, or it has ended.
    """
    for one in state.interests:
        if one.number == number and one.is_live:
            return one
    raise CannotShow(f"There is no live interest {number}")


def place_holders(state: RightState, number: int, nature: str, holders: list[PartyState]) -> None:
    """Puts the holders of one interest among the parties, in the place of those it had."""
    role = HOLDER_ROLES[Nature(nature)]
    others = [party for party in state.named(role) if party.interest != number]
    state.name_parties(role, sorted([*others, *holders], key=lambda party: party.interest))
