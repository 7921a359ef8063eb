"""Which proofs are open to whom: what the register holds decides, not what somebody says."""

from dataclasses import dataclass
from datetime import date

from rights.linking.contacts import OnRecord, contacts_on_record, mask_email, mask_letter
from rights.models import LinkCodeSending, Party, Proof, Relation, Right
from rights.statuses import PartyRole, Purpose

PURPOSES = {
    Relation.OWNER: (Purpose.PROPRIETOR, Purpose.SERVICE),
    Relation.REPRESENTATIVE: (Purpose.SERVICE,),
}
ROLES = {Relation.OWNER: PartyRole.PROPRIETOR, Relation.REPRESENTATIVE: PartyRole.AGENT}


@dataclass(frozen=True)
class ProofOption:
    """One way to prove a link; ``hint`` is the masked address for a code."""

    proof: str
    channel: str = ""
    purpose: str = ""
    hint: str = ""

    @property
    def key(self) -> str:
        """Names the option on a page."""
        return "-".join(part for part in (self.proof, self.channel, self.purpose) if part)


def open_proofs(right: Right, relation: str, *, on: date) -> list[ProofOption]:
    """The proofs that the right is open to on the day; a signed authority always is."""
    options = [option for contact in coded_contacts(right, relation, on=on) for option in _by_code(contact)]
    if relation == Relation.OWNER and sole_person(right):
        options.append(ProofOption(Proof.IDENTITY))
    return [*options, ProofOption(Proof.AUTHORITY)]


def coded_contacts(right: Right, relation: str, *, on: date) -> list[OnRecord]:
    """The contacts on record to which a code may go: those that speak for the relation and have stood 28 days."""
    purposes = PURPOSES[Relation(relation)]
    if relation == Relation.OWNER and parties(right, PartyRole.AGENT):
        purposes = (Purpose.PROPRIETOR,)
    return [c for c in contacts_on_record(right) if c.purpose in purposes and c.has_stood(on=on)]


def parties(right: Right, role: str) -> list[Party]:
    """The parties in one role, in the register's order."""
    return list(Party.everything.filter(right=right, role=role).order_by("place"))


def sole_person(right: Right) -> Party | None:
    """The natural person who is the sole proprietor, or None."""
    proprietors = parties(right, PartyRole.PROPRIETOR)
    return proprietors[0] if len(proprietors) == 1 and proprietors[0].person else None


def stands_for(right: Right, relation: str) -> str:
    """The party on the register whom a link by code or identity speaks for: the first in the role, or nobody."""
    found = parties(right, ROLES[Relation(relation)])
    return found[0].name if found else ""


def _by_code(contact: OnRecord) -> list[ProofOption]:
    options = []
    if contact.email:
        channel = LinkCodeSending.Channel.EMAIL
        options.append(ProofOption(Proof.CODE, channel, contact.purpose, mask_email(contact.email)))
    if contact.lines:
        channel = LinkCodeSending.Channel.LETTER
        options.append(ProofOption(Proof.CODE, channel, contact.purpose, mask_letter(contact)))
    return options
