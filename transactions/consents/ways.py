"""How a party is asked: through its linked account, else at its address on record, else on signed paper only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.contact import people_of
from core.addresses import letter_lines
from core.days import legal_day
from notifications.recipients import Recipient
from rights.access import compared, stands_for
from rights.details import Details
from rights.history import address_since
from rights.linking.contacts import STANDS_DAYS
from rights.models import Link, Relation
from rights.standing import ContactFacts, PartyFacts
from rights.statuses import Purpose
from transactions.consents.wanted import OWNERS, Wanted
from transactions.examination import YOUNG_DAYS
from transactions.models import ConsentRequest, Filing
from transactions.receipt import signed_in_filer

Way = ConsentRequest.Way


@dataclass(frozen=True)
class Reach:
    """How one party is reached; ``accounts`` are the organisations that are linked for it."""

    way: str
    accounts: tuple[UUID, ...] = ()
    to: Recipient | None = None


ON_PAPER = Reach(Way.PAPER)


def reach_of(wanted: Wanted, filing: Filing, *, at: datetime) -> Reach:
    """The way to ask the party: never by an address that the filer gave, or that is the filer's own."""
    accounts = _accounts(wanted, filing, at=at)
    if accounts:
        return Reach(Way.ACCOUNT, accounts)
    for to in _addresses(wanted, on=legal_day(at)):
        if to.email and to.email.casefold() not in _own_emails(filing):
            return Reach(Way.EMAIL, to=Recipient(email=to.email, name=to.name))
        if to.address_lines:
            return Reach(Way.LETTER, to=Recipient(address_lines=to.address_lines, name=to.name))
    return ON_PAPER


def _accounts(wanted: Wanted, filing: Filing, *, at: datetime) -> tuple[UUID, ...]:
    """Other accounts whose owner's link for the party has been active for 14 days."""
    links = Link.everything.filter(
        right_id=wanted.standing.right.id,
        relation=Relation.OWNER,
        state=Link.State.ACTIVE,
        active_from__lte=at - timedelta(days=YOUNG_DAYS),
    ).select_related("organisation")
    names = _names(wanted)
    others = [link for link in links.order_by("pk") if link.organisation_id != signed_in_filer(filing)]
    return tuple(link.organisation_id for link in others if stands_for(link) & names)


def _names(wanted: Wanted) -> frozenset[str]:
    party = _party(wanted)
    number = party.company_number if party else ""
    return frozenset(compared(name) for name in (wanted.consent.party, number) if name)


def _party(wanted: Wanted) -> PartyFacts | None:
    """The party as the register has it, in the role that was named, or in any."""
    name = compared(wanted.consent.party)
    named = [party for party in wanted.standing.parties if name and compared(party.name) == name]
    return next((party for party in named if party.role == wanted.consent.role), named[0] if named else None)


def _addresses(wanted: Wanted, *, on: date) -> Iterator[Recipient]:
    """Addresses on record that have stood for 28 days: the contact that bears the party's name, then its own."""
    party = _party(wanted)
    contact = wanted.standing.contacts.get(Purpose.PROPRIETOR)
    if party and contact and _is_contact_of(contact, party, wanted) and _has_stood(contact.stands_since, on):
        yield _recipient(contact)
    if party and party.particulars and not party.is_withheld:
        where = Details(party.lines, party.postcode, party.country, party.email)
        since = address_since(wanted.standing.right.id, party.name, where)
        if since and _has_stood(since, on):
            yield _recipient(party)


def _is_contact_of(contact: ContactFacts, party: PartyFacts, wanted: Wanted) -> bool:
    """The owners' contact is the party's if it bears its name, or if there is no other owner."""
    if contact.is_withheld or party.role not in OWNERS:
        return False
    return compared(contact.name) == compared(party.name) or len(wanted.standing.proprietors) == 1


def _has_stood(since: date, on: date) -> bool:
    return since + timedelta(days=STANDS_DAYS) <= on


def _recipient(address: ContactFacts | PartyFacts) -> Recipient:
    return Recipient(email=address.email, address_lines=letter_lines(address), name=address.name)


def _own_emails(filing: Filing) -> frozenset[str]:
    people = people_of(filing.organisation_id) if filing.organisation_id else []
    return frozenset(email.casefold() for email in (filing.email, *(person.email for person in people)) if email)
