"""What the register says of one right at one moment, as plain data that facts are shown on."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from rights.authorities import AuthorityState
from rights.details import Details
from rights.interests import InterestState
from rights.procedures import ProcedureState
from rights.statuses import PartyRole, Status


@dataclass(slots=True)
class PartyState:
    """One party in its place; ``name`` is empty where its particulars, name included, are withheld.

    ``interest`` is the number of the licence or security that a licensee or mortgagee holds, 0 for anybody else.
    """

    role: str
    name: str
    since_on: date
    person: bool = False
    company_number: str = ""
    share: str = ""
    details: Details | None = None
    interest: int = 0


@dataclass(slots=True)
class ContactState:
    """The address on record for a purpose."""

    purpose: str
    name: str
    stands_since: date
    details: Details | None = None


@dataclass(slots=True)
class RightState:
    """The right's public facts. Two states are equal when the register says the same.

    ``entered_on`` is the London day on which the fact that is being shown was entered.
    """

    field: str = "patent"
    kind: str = ""
    number: str = ""
    application_number: str = ""
    publication_number: str = ""
    title: str = ""
    owner: str = ""
    status: str = Status.PENDING
    is_withheld: bool = False
    filed_on: date | None = None
    published_on: date | None = None
    granted_on: date | None = None
    expires_on: date | None = None
    ceased_on: date | None = None
    licences_of_right_since: date | None = None
    paid_through_year: int | None = None
    last_renewed_on: date | None = None
    next_renewal_on: date | None = None
    opens_on: date | None = None
    due_on: date | None = None
    late_until: date | None = None
    restore_by: date | None = None
    version: int = 0
    head: str = ""
    parties: list[PartyState] = dataclasses.field(default_factory=list)
    contacts: dict[str, ContactState] = dataclasses.field(default_factory=dict)
    interests: tuple[InterestState, ...] = ()
    procedures: dict[str, ProcedureState] = dataclasses.field(default_factory=dict)
    authorities: tuple[AuthorityState, ...] = ()
    withheld: frozenset[str] = frozenset()
    entered_on: date | None = dataclasses.field(default=None, compare=False)

    def named(self, role: str) -> list[PartyState]:
        """The parties of one role, in order."""
        return [party for party in self.parties if party.role == role]

    def name_parties(self, role: str, parties: list[PartyState]) -> None:
        """Replaces the parties of one role."""
        others = [party for party in self.parties if party.role != role]
        self.parties = sorted(others + parties, key=BY_ROLE)
        if role == PartyRole.PROPRIETOR or (role == PartyRole.APPLICANT and not self.named(PartyRole.PROPRIETOR)):
            self.owner = owner_line(parties)


OWNER_LENGTH = 250
BY_ROLE = attrgetter("role")


def owner_line(parties: list[PartyState]) -> str:
    """The owners' names as lists show them, in the register's order."""
    return "; ".join(party.name for party in parties)[:OWNER_LENGTH]


SHOWN = {
    "kind": "text",
    "number": "text",
    "application_number": "text",
    "publication_number": "text",
    "title": "text",
    "owner": "text",
    "status": "text",
    "is_withheld": "boolean",
    "filed_on": "date",
    "published_on": "date",
    "granted_on": "date",
    "expires_on": "date",
    "ceased_on": "date",
    "licences_of_right_since": "date",
    "paid_through_year": "smallint",
    "last_renewed_on": "date",
    "next_renewal_on": "date",
    "opens_on": "date",
    "due_on": "date",
    "late_until": "date",
    "restore_by": "date",
    "version": "integer",
    "head": "text",
}
"""The columns of a right that facts decide, with their types."""
