"""Facts about who stands on the register for a right and how they are reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self

from rights.authorities import AuthorityState
from rights.details import Details, PartyOnRecord, as_text, joined
from rights.facts.base import CannotShow, Fact, Known
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
        return {"parties": mentions(self.parties, names_apart=self.names_are_particulars)}

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        return cls(effective_on=effective_on, parties=parties_in(body["parties"], known))

    def sealed(self) -> Self:
        parties = sealed_parties(self.parties, names_apart=self.names_are_particulars)
        return self if parties is self.parties else replace(self, parties=parties)

    def details(self) -> Iterable[Details]:
        return (party.details for party in self.parties if party.details)


@dataclass(frozen=True, kw_only=True)
class ProprietorsChanged(PartiesStated):
    """Who owns the right from ``effective_on`` (s.30, s.32); ``how`` is the word of ``Devolution`` for why."""

    kind: ClassVar[str] = "proprietors-changed"
    role: ClassVar[str] = PartyRole.PROPRIETOR

    how: str = ""

    def texts(self) -> dict[str, str]:
        return ({"how": as_text(self.how)} if self.how else {}) | super().texts()

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        parties = parties_in(body["parties"], known)
        return cls(effective_on=effective_on, parties=parties, how=body.get("how", ""))


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

    def show_on(self, state: RightState) -> None:
        super().show_on(state)
        names = {party.name for party in self.parties}
        state.authorities = tuple(one for one in state.authorities if one.agent in names)


@dataclass(frozen=True, kw_only=True)
class PartyRenamed(Fact):
    """A party has a new name and is the same person or company as before (Patents Rules 2007 r.49).

    ``was_name`` and ``was_company_number`` say which party of the role; ``name`` is what it is called from now on.
    """

    kind: ClassVar[str] = "party-renamed"
    changes_people: ClassVar[bool] = True

    role: str
    was_name: str
    name: str
    company_number: str = ""

    def shows(self) -> frozenset[str]:
        return frozenset({self.role})

    def show_on(self, state: RightState) -> None:
        if self.role == PartyRole.INVENTOR:
            raise CannotShow("The names of inventors are particulars: state the inventors anew")
        named = state.named(self.role)
        if not any(map(self.is_about, named)):
            raise CannotShow(f"No {self.role} is called {self.was_name}")
        state.name_parties(self.role, [self._renamed(party) for party in named])
        state.authorities = tuple(
            replace(one, agent=self.name) if self._is_agent(one.agent) else one for one in state.authorities
        )

    def is_about(self, party: PartyState) -> bool:
        """Whether the party is the one that has a new name."""
        return party.name == self.was_name and party.company_number == self.company_number

    def _renamed(self, party: PartyState) -> PartyState:
        return replace(party, name=self.name) if self.is_about(party) else party

    def _is_agent(self, name: str) -> bool:
        return self.role == PartyRole.AGENT and name == self.was_name


@dataclass(frozen=True, kw_only=True)
class AuthorityGiven(Fact):
    """What a representative may do for the owner; told to nobody but the parties.

    ``types`` names the requests that it covers, all where it is empty; ``until_on`` is its last day.
    """

    kind: ClassVar[str] = "authority-given"
    changes_people: ClassVar[bool] = True
    is_public: ClassVar[bool] = False
    aspects: ClassVar[frozenset[str]] = frozenset({"authority"})

    agent: str
    types: tuple[str, ...] = ()
    owner_approves: bool = False
    until_on: date | None = None

    def show_on(self, state: RightState) -> None:
        given = AuthorityState(self.agent, self.types, self.owner_approves, self.effective_on, self.until_on)
        state.authorities = (*(one for one in state.authorities if one.agent != self.agent), given)


def mentions(parties: Iterable[PartyOnRecord], *, names_apart: bool = False) -> str:
    """The parties inside a hashed body: names unless they are particulars, and where the particulars lie."""
    return f"[{','.join([_mention(party, names_apart) for party in parties])}]"


def _mention(party: PartyOnRecord, names_apart: bool) -> str:
    told = {"company_number": as_text(party.company_number)} if party.company_number else {}
    told["name"] = '""' if names_apart else as_text(party.name)
    if party.details:
        told["particulars"] = party.details.mention()
    told["person"] = "true" if party.person else "false"
    if party.share:
        told["share"] = as_text(party.share)
    if party.since_on:
        told["since_on"] = as_text(party.since_on)
    return joined(told)


def parties_in(told: Iterable[Mapping[str, Any]], known: Known) -> tuple[PartyOnRecord, ...]:
    """Reads back what ``mentions`` wrote."""
    return tuple(_party(one, known) for one in told)


def sealed_parties(parties: tuple[PartyOnRecord, ...], *, names_apart: bool = False) -> tuple[PartyOnRecord, ...]:
    """The same parties with their details sealed; the very same object where nothing is left to seal."""
    if all(_is_sealed(party, names_apart) for party in parties):
        return parties
    return tuple(_sealed(party, names_apart) for party in parties)


def _is_sealed(party: PartyOnRecord, names_apart: bool) -> bool:
    return party.details.reference != "" if party.details else not names_apart


def _sealed(party: PartyOnRecord, names_apart: bool) -> PartyOnRecord:
    details = party.details or (Details(country="") if names_apart else None)
    if details is None:
        return party
    sealed = details.sealed(party.name)
    return PartyOnRecord(party.name, party.person, party.company_number, party.share, party.since_on, sealed)


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
