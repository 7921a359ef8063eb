"""Where a right stands for whoever asks: frozen plain data, loaded for many rights in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from core.actor import Actor, organisation_of, shut_out_of
from rights.access_of_asker import Access, access_of, instructions_to
from rights.authorities import AuthorityState
from rights.calendar import OfficeCalendar
from rights.correcting import Told
from rights.fields import rules_of
from rights.interests import InterestState
from rights.models import Hold, Right
from rights.patents.fees import FeeBook
from rights.patents.quote import Quote
from rights.procedures import ProcedureState
from rights.rulebook import rulebook
from rights.shelf import read_rights
from rights.state import ContactState, PartyState, RightState
from rights.statuses import PartyRole, Status


@dataclass(frozen=True, slots=True)
class RightFacts:
    """The right's own public facts."""

    id: int
    field: str
    kind: str
    number: str
    application_number: str
    publication_number: str
    title: str
    owner: str
    status: str
    is_withheld: bool
    filed_on: date
    published_on: date | None
    granted_on: date | None
    expires_on: date | None
    ceased_on: date | None
    licences_of_right_since: date | None
    paid_through_year: int | None
    last_renewed_on: date | None
    next_renewal_on: date | None
    opens_on: date | None
    due_on: date | None
    late_until: date | None
    restore_by: date | None
    version: int


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """One party on the register, with its address unless that is withheld or unknown.

    ``particulars`` is the reference of the row that holds the address, empty where there is none; ``interest`` is the
    number of the licence or security that a licensee or mortgagee holds.
    """

    role: str
    name: str
    person: bool
    company_number: str
    share: str
    since_on: date
    lines: tuple[str, ...] = ()
    postcode: str = ""
    country: str = ""
    email: str = ""
    is_withheld: bool = False
    particulars: str = ""
    interest: int = 0


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """The address on record for one purpose; it has stood since the London day ``stands_since``."""

    purpose: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    country: str
    email: str
    stands_since: date
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class OpenFiling:
    """A filing on the right that is not decided yet."""

    reference: str
    type: str
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """A document that the asking account has filed on the right, by its file's reference."""

    reference: str
    name: str
    filing: str
    filed_on: date


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the register said of a right at some time, for pages that only read."""

    right: RightFacts
    parties: tuple[PartyFacts, ...]
    contacts: Mapping[str, ContactFacts]
    interests: tuple[InterestState, ...]
    procedures: Mapping[str, ProcedureState]

    @classmethod
    def of(cls, right_id: int, state: RightState) -> Self:
        """A state, frozen."""
        return cls(
            right=right_facts(right_id, state),
            parties=tuple(map(party_facts, state.parties)),
            contacts={purpose: contact_facts(contact) for purpose, contact in state.contacts.items()},
            interests=state.interests,
            procedures=dict(state.procedures),
        )

    def named(self, role: str) -> tuple[PartyFacts, ...]:
        """The parties of one role, in the register's order."""
        return tuple(party for party in self.parties if party.role == role)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that rules may ask of a right on a day, for the organisation that asks.

    ``stands_for`` is the party for whom the organisation's link was proved. ``fees`` and ``calendar`` are the dated
    data by which the rules are applied. ``told`` and ``documents`` are
    loaded only for a type that ``reads_history`` or ``reads_documents``. ``own_authority`` is the word of the owner who
    let the organisation in from its own account; ``client_approves`` where the organisation's client file says that
    nothing goes without the client; ``instruction`` is the owner's word about the next renewal (``renew``, ``lapse``,
    ``other``), empty where there is none.
    """

    right: RightFacts
    parties: tuple[PartyFacts, ...]
    contacts: Mapping[str, ContactFacts]
    relation: str | None
    link_active_from: datetime | None
    on_hold: bool
    quote: Quote | None
    renewals_open: bool
    fees: FeeBook
    calendar: OfficeCalendar
    stands_for: str = ""
    interests: tuple[InterestState, ...] = ()
    procedures: Mapping[str, ProcedureState] = field(default_factory=dict)
    authorities: tuple[AuthorityState, ...] = ()
    open_filings: tuple[OpenFiling, ...] = ()
    told: tuple[Told, ...] = ()
    documents: tuple[GivenDocument, ...] | None = None
    own_authority: AuthorityState | None = None
    client_approves: bool = False
    instruction: str = ""

    @property
    def proprietors(self) -> tuple[PartyFacts, ...]:
        """The proprietors, or before grant the applicants where no proprietor is named."""
        return self.named(PartyRole.PROPRIETOR) or self.named(PartyRole.APPLICANT)

    @property
    def agents(self) -> tuple[PartyFacts, ...]:
        """The agents on record."""
        return self.named(PartyRole.AGENT)

    @property
    def live_interests(self) -> tuple[InterestState, ...]:
        """The licences and securities that have not ended."""
        return tuple(one for one in self.interests if one.is_live)

    @property
    def next_interest(self) -> int:
        """The number of the next licence or security on this right; numbers are never used twice."""
        return max((one.number for one in self.interests), default=0) + 1

    def open_procedure(self, procedure: str) -> ProcedureState | None:
        """The proceeding of the kind that has not ended."""
        found = self.procedures.get(procedure)
        return found if found and found.is_open else None

    def named(self, role: str) -> tuple[PartyFacts, ...]:
        """The parties of one role, in the register's order."""
        return tuple(party for party in self.parties if party.role == role)


def load_standings(
    right_ids: Sequence[int], *, by: Actor, on: date, links_of: UUID | None = None
) -> dict[int, Standing]:
    """The standings on a London day of those of the rights that the actor may see; always the same ten queries.

    The links are those of the actor's organisation, or of ``links_of`` where the service asks on its behalf.
    """
    visible = Right.objects.visible_to(by).filter(id__in=right_ids).values_list("id", flat=True)
    states = read_rights(list(visible))
    held = set(Hold.objects.filter(right_id__in=list(states), lifted_at=None).values_list("right_id", flat=True))
    organisation_id = links_of or organisation_of(by)
    access = access_of(states, organisation_id, shut_out=shut_out_of(by))
    told = instructions_to(access, organisation_id)
    return {
        key: _standing(key, state, access.get(key, Access()), told.get(key, ""), on_hold=key in held, on=on)
        for key, state in states.items()
    }


def _standing(
    right_id: int, state: RightState, access: Access, instruction: str, *, on_hold: bool, on: date
) -> Standing:
    book = rulebook()
    quoted = rules_of(state.field).quote(state, on, book.calendar, book.fees)
    return Standing(
        right=right_facts(right_id, state),
        parties=tuple(map(party_facts, state.parties)),
        contacts={purpose: contact_facts(contact) for purpose, contact in state.contacts.items()},
        relation=access.relation,
        link_active_from=access.active_from,
        on_hold=on_hold,
        quote=quoted,
        renewals_open=quoted is not None and quoted.is_payable and state.status == Status.GRANTED,
        fees=book.fees,
        calendar=book.calendar,
        stands_for=access.stands_for,
        interests=state.interests,
        procedures=dict(state.procedures),
        authorities=state.authorities,
        own_authority=access.authority,
        client_approves=access.client_approves,
        instruction=instruction,
    )


def right_facts(right_id: int, state: RightState) -> RightFacts:
    """A state's own facts, frozen."""
    names = (name for name in RightFacts.__slots__ if name != "id")
    return RightFacts(id=right_id, **{name: getattr(state, name) for name in names})


def party_facts(party: PartyState) -> PartyFacts:
    """A party, frozen, with its address."""
    about = (party.role, party.name, party.person, party.company_number, party.share, party.since_on)
    held = party.details
    if held is None:
        return PartyFacts(*about, interest=party.interest)
    where = (held.lines, held.postcode, held.country, held.email, held.is_withheld)
    return PartyFacts(*about, *where, held.reference, party.interest)


def contact_facts(contact: ContactState) -> ContactFacts:
    """A contact, frozen."""
    held = contact.details
    where = (held.lines, held.postcode, held.country, held.email) if held else ((), "", "", "")
    withheld = held.is_withheld if held else False
    return ContactFacts(contact.purpose, contact.name, *where, contact.stands_since, withheld)
