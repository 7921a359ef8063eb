"""Facts about who stands on the register for a right and how they are reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self

from rights.details import Details, PartyOnRecord, as_text, joined
from rights.facts.base import Fact, Known
from rights.state import ContactState, PartyState, RightState
from rights.statuses import PartyRole


@dataclass(frozen=True, kw_only=True)
class AddressChanged(Fact):
    """The address on record for a purpose; it stands since the day on which this was entered."""

    kind: ClassVar[str] = "address-changed"
    changes_people: ClassVar[bool] = True

    purpose: str
    name: str
    particulars: Details

    def shows(self) -> frozenset[str]:
        return frozenset({f"contact:{self.purpose}"})

    def show_on(self, state: RightState) -> None:
        stands_since = state.entered_on or self.effective_on
        state.contacts[self.purpose] = ContactState(self.purpose, self.name, stands_since, self.particulars)

    def texts(self) -> dict[str, str]:
        return {"purpose": as_text(self.purpose), "particulars": self.particulars.mention()}

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        details = details_from(body["particulars"], known)
        return cls(effective_on=effective_on, purpose=body["purpose"], name=details.name, particulars=details)

    def sealed(self) -> Self:
        return self if self.particulars.reference else replace(self, particulars=self.particulars.sealed(self.name))

    def details(self) -> Iterable[Details]:
        return (self.particulars,)


@dataclass(frozen=True, kw_only=True)
class PartiesStated(Fact):
    """All parties of one role, in order; the base of the facts below."""

    changes_people: ClassVar[bool] = True
    role: ClassVar[str]
    names_are_particulars: ClassVar[bool] = False

    parties: tuple[PartyOnRecord, ...]

    def shows(self) -> frozenset[str]:
        return frozenset({self.role})

    def show_on(self, state: RightState) -> None:
        since = {(party.name, party.company_number): party.since_on for party in state.named(self.role)}
        state.name_parties(self.role, [self._shown(party, since) for party in self.parties])

    def _shown(self, party: PartyOnRecord, since: Mapping[tuple[str, str], date]) -> PartyState:
        since_on = party.since_on or since.get((party.name, party.company_number)) or self.effective_on
        return PartyState(
            self.role, party.name, since_on, party.person, party.company_number, party.share, party.details
        )

    def texts(self) -> dict[str, str]:
        return {"parties": f"[{','.join([self._mention(party) for party in self.parties])}]"}

    def _mention(self, party: PartyOnRecord) -> str:
        told = {"company_number": as_text(party.company_number)} if party.company_number else {}
        told["name"] = '""' if self.names_are_particulars else as_text(party.name)
        if party.details:
            told["particulars"] = party.details.mention()
        told["person"] = "true" if party.person else "false"
        if party.share:
            told["share"] = as_text(party.share)
        if party.since_on:
            told["since_on"] = as_text(party.since_on)
        return joined(told)

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        return cls(effective_on=effective_on, parties=tuple(_party(told, known) for told in body["parties"]))

    def sealed(self) -> Self:
        if all(self._is_sealed(party) for party in self.parties):
            return self
        return replace(self, parties=tuple(map(self._sealed, self.parties)))

    def _is_sealed(self, party: PartyOnRecord) -> bool:
        return party.details.reference != "" if party.details else not self.names_are_particulars

    def _sealed(self, party: PartyOnRecord) -> PartyOnRecord:
        details = party.details or (Details(country="") if self.names_are_particulars else None)
        if details is None:
            return party
        sealed = details.sealed(party.name)
        return PartyOnRecord(party.name, party.person, party.company_number, party.share, party.since_on, sealed)

    def details(self) -> Iterable[Details]:
        return (party.details for party in self.parties if party.details)


@dataclass(frozen=True, kw_only=True)
class ProprietorsChanged(PartiesStated):
    """Who owns the right from ``effective_on`` (s.30, s.32)."""

    kind: ClassVar[str] = "proprietors-changed"
    role: ClassVar[str] = PartyRole.PROPRIETOR


@dataclass(frozen=True, kw_only=True)
class ApplicantsStated(PartiesStated):
    """Who applies for the right."""

    kind: ClassVar[str] = "applicants-stated"
    role: ClassVar[str] = PartyRole.APPLICANT


@dataclass(frozen=True, kw_only=True)
class InventorsStated(PartiesStated):
    """Who invented it; even their names are particulars, which may be withheld (Patents Rules 2007 r.11)."""

    kind: ClassVar[str] = "inventors-stated"
    role: ClassVar[str] = PartyRole.INVENTOR
    names_are_particulars: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class AgentChanged(PartiesStated):
    """Who acts as agent from ``effective_on``; nobody where there are no parties (Patents Rules 2007 r.101)."""

    kind: ClassVar[str] = "agent-changed"
    role: ClassVar[str] = PartyRole.AGENT


def details_from(mention: Mapping[str, str], known: Known) -> Details:
    """Personal details by their mention in a body; withheld where they are unknown or withheld."""
    return Details.from_row(dict(mention), known.get(mention["reference"]))


def _party(told: Mapping[str, Any], known: Known) -> PartyOnRecord:
    details = details_from(told["particulars"], known) if "particulars" in told else None
    since_on = told.get("since_on")
    return PartyOnRecord(
        name=told["name"] or (details.name if details else ""),
        person=told["person"],
        company_number=told.get("company_number", ""),
        share=told.get("share", ""),
        since_on=date.fromisoformat(since_on) if since_on else None,
        details=details,
    )
