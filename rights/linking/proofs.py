"""Which proofs are open to whom: what the register holds decides, not what somebody says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rights.linking.contacts import CHANNELS, OnRecord, on_record
from rights.models import Contact, Party, Proof, Relation
from rights.statuses import PartyRole, Purpose

OWNER_ROLES = (PartyRole.PROPRIETOR, PartyRole.APPLICANT)


@dataclass(frozen=True)
class ProofOption:
    """One way to prove a link.

    ``address`` and ``hint`` are of the contact that a code goes to, keyed and masked; ``signers`` are the owners who
    sign an authority.
    """

    proof: str
    channel: str = ""
    address: str = ""
    hint: str = ""
    contact: OnRecord | None = None
    signers: frozenset[str] = frozenset()

    @property
    def shared(self) -> tuple[str, frozenset[str]]:
        """Equal for the requests that it proves at once: of one contact, of one identity, of the same owners."""
        return self.key, self.signers

    @property
    def key(self) -> str:
        """Names the option on a page; rights that share a contact share it."""
        return f"{self.channel}-{self.address[:16]}" if self.proof == Proof.CODE else str(self.proof)


@dataclass(frozen=True)
class Holding:
    """What the register holds of a right as far as proofs hang on it."""

    contacts: tuple[OnRecord, ...]
    parties: tuple[Party, ...]

    @property
    def owners(self) -> list[Party]:
        """The proprietors, or before grant the applicants where no proprietor is named."""
        return next((named for role in OWNER_ROLES if (named := self.named(role))), [])

    @property
    def agents(self) -> list[Party]:
        """The agents on record."""
        return self.named(PartyRole.AGENT)

    def named(self, role: str) -> list[Party]:
        """The parties in one role, in the register's order."""
        return [party for party in self.parties if party.role == role]

    def contact(self, purpose: str) -> OnRecord | None:
        """The contact on record for a purpose."""
        return next((contact for contact in self.contacts if contact.purpose == purpose), None)

    @property
    def sole_person(self) -> Party | None:
        """The natural person who alone owns the right, or None."""
        owners = self.owners
        return owners[0] if len(owners) == 1 and owners[0].person else None

    def speaking(self, relation: str) -> Iterator[OnRecord]:
        """The contacts that speak for the relation.

        The address for service speaks for the representative. It speaks for the owner only where nobody represents
        them, and where it bears an owner's name or is all there is.
        """
        proprietor, service = self.contact(Purpose.PROPRIETOR), self.contact(Purpose.SERVICE)
        if relation == Relation.OWNER and proprietor:
            yield proprietor
        if service and (relation == Relation.REPRESENTATIVE or self._is_the_owners(service)):
            yield service

    def _is_the_owners(self, service: OnRecord) -> bool:
        if self.agents:
            return False
        return self.contact(Purpose.PROPRIETOR) is None or _plain(service.name) in {_plain(p.name) for p in self.owners}

    def options(self, relation: str, *, on: date) -> list[ProofOption]:
        """The proofs that are open on the day; a signed authority always is, and a sole owner can say so itself."""
        coded = [c for c in self.speaking(relation) if c.has_stood(on=on)]
        ways = {option.key: option for contact in coded for option in by_code(contact)}
        identity = [ProofOption(Proof.IDENTITY)] if relation == Relation.OWNER and self.sole_person else []
        signers = frozenset(_plain(party.name) for party in self.owners)
        by_owner = relation == Relation.REPRESENTATIVE and len(self.owners) == 1
        asked = [ProofOption(Proof.OWNER, signers=signers)] if by_owner else []
        return [*ways.values(), *identity, *asked, ProofOption(Proof.AUTHORITY, signers=signers)]

    def stands_for(self, relation: str, *named: str) -> str:
        """The party whom the link speaks for: the one that bears one of the names, else the first in its role."""
        candidates = self.owners if relation == Relation.OWNER else self.agents
        wanted = {_plain(name) for name in named}
        own = [party.name for party in candidates if _plain(party.name) in wanted]
        return next(iter([*own, *(party.name for party in candidates)]), "")


def holdings(right_ids: Iterable[int]) -> dict[int, Holding]:
    """What the register holds of the rights, in two queries."""
    ids = list(right_ids)
    contacts: dict[int, list[OnRecord]] = defaultdict(list)
    parties: dict[int, list[Party]] = defaultdict(list)
    for contact in Contact.everything.filter(right_id__in=ids).select_related("particulars"):
        contacts[contact.right_id].append(on_record(contact))
    for party in Party.everything.filter(right_id__in=ids).order_by("place"):
        parties[party.right_id].append(party)
    return {key: Holding(tuple(contacts[key]), tuple(parties[key])) for key in ids}


def by_code(contact: OnRecord) -> Iterator[ProofOption]:
    """A code by email, by letter, or either."""
    for channel in CHANNELS:
        if contact.is_reached_by(channel):
            yield ProofOption(Proof.CODE, channel, contact.digest(channel), contact.hint(channel), contact)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
