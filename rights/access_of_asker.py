"""What the organisation that asks is to each of many rights: its link, for whom it stands, and what owners told it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.days import legal_day
from rights.access import compared, stands_for
from rights.authorities import AuthorityState
from rights.models import Instruction, Link, Proof, Relation
from rights.state import RightState
from rights.statuses import PartyRole

LINKED_ROLES = (PartyRole.PROPRIETOR, PartyRole.APPLICANT, PartyRole.AGENT)
"""The roles for which an account can be linked."""


@dataclass(frozen=True, slots=True)
class Access:
    """What the asking organisation is to a right, and what its client or the owner said of that."""

    relation: str | None = None
    active_from: datetime | None = None
    stands_for: str = ""
    authority: AuthorityState | None = None
    client_approves: bool = False


def instructions_to(right_ids: Iterable[int], organisation_id: UUID | None) -> dict[int, str]:
    """What owners told the organisation to do about the next renewal, where that is in force."""
    if organisation_id is None:
        return {}
    mine = Instruction.everything.filter(firm_id=organisation_id, right_id__in=list(right_ids), ended_at=None)
    return dict(mine.exclude(answer="").values_list("right_id", "answer"))


def access_of(
    states: Mapping[int, RightState], organisation_id: UUID | None, *, shut_out: frozenset[str]
) -> dict[int, Access]:
    """The asking organisation's active links; being an owner goes before being a representative.

    Whom a wall shuts out cannot act by the link behind it.
    """
    if organisation_id is None:
        return {}
    links = (
        Link.everything.filter(organisation_id=organisation_id, state=Link.State.ACTIVE, right_id__in=list(states))
        .exclude(wall_key__in=sorted(shut_out))
        .select_related("organisation", "client_file")
    )
    return {link.right_id: _by_link(link, states) for link in links.order_by("-relation")}


def _by_link(link: Link, states: Mapping[int, RightState]) -> Access:
    party = link.stands_for or _party_of(link, states)
    authority = None
    if link.proof == Proof.OWNER:
        types, since = tuple(link.covers), legal_day(link.since_at)
        authority = AuthorityState(party, types, link.owner_approves, since, link.covered_until)
    represents = link.relation == Relation.REPRESENTATIVE
    approves = represents and link.client_file is not None and link.client_file.needs_approval
    return Access(link.relation, link.active_from, party, authority, approves)


def _party_of(link: Link, states: Mapping[int, RightState]) -> str:
    """The party that bears the organisation's name or company number, where the link was proved for nobody by name."""
    names = stands_for(link)
    parties = (party for party in states[link.right_id].parties if party.role in LINKED_ROLES)
    return next((party.name for party in parties if {compared(party.name), compared(party.company_number)} & names), "")
