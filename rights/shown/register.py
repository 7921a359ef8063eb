"""What the register says of a right, row by row: facts, people and addresses, for its own page and the public one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.linking.contacts import mask_email
from rights.shown.words import KINDS, status_words
from rights.standing import ContactFacts, PartyFacts, RightFacts, Snapshot, Standing
from rights.statuses import PartyRole, Purpose


@dataclass(frozen=True)
class Row:
    """A key and what stands beside it, in one or several lines."""

    key: str
    lines: tuple[str, ...]


def register_rows(right: RightFacts) -> list[Row]:
    """The right's own facts; what does not apply is left out."""
    return [Row(key, (value,)) for key, value in _facts(right) if value]


def _facts(right: RightFacts) -> Iterator[tuple[str, str]]:
    yield _("Kind"), str(KINDS.get(right.kind, right.kind))
    yield _("Status"), status_words(right.status)
    yield _("Publication number"), right.publication_number
    yield _("Application number"), right.application_number
    yield _("Filed"), day_words(right.filed_on)
    days = [
        (_("Published"), right.published_on),
        (_("Granted"), right.granted_on),
        (_("Ceased"), right.ceased_on),
        (_("Last renewed"), right.last_renewed_on),
        (_("Next renewal date"), right.next_renewal_on),
        (_("End of the term"), right.expires_on),
        (_("Licences of right since"), right.licences_of_right_since),
    ]
    yield from ((key, day_words(day)) for key, day in days if day)
    if right.paid_through_year and right.paid_through_year > 4:
        yield _("Renewal fees paid"), _("Up to and including year %(year)s") % {"year": right.paid_through_year}


PUBLIC_ROLES = (
    PartyRole.PROPRIETOR, PartyRole.APPLICANT, PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE,
)  # fmt: skip
OWN_ROLES = (*PUBLIC_ROLES, PartyRole.INVENTOR)
PUBLIC_PURPOSES = (Purpose.PROPRIETOR, Purpose.SERVICE)


@dataclass(frozen=True)
class Person:
    """Somebody on the register; ``about`` holds share, company number and since when."""

    role: str
    name: str
    about: tuple[str, ...]
    address: tuple[str, ...]
    is_withheld: bool


def people(standing: Standing | Snapshot, roles: Sequence[PartyRole]) -> list[Person]:
    """The parties of the roles, in the register's order; applicants only until there is a proprietor."""
    shown = [role for role in roles if role != PartyRole.APPLICANT or not standing.named(PartyRole.PROPRIETOR)]
    return [_person(party, role) for role in shown for party in standing.named(role)]


def _person(party: PartyFacts, role: PartyRole) -> Person:
    address = _lines(party.lines, party.postcode, party.country)
    return Person(str(role.label), party.name or _("Name withheld"), tuple(_about(party)), address, party.is_withheld)


def _about(party: PartyFacts) -> Iterator[str]:
    if party.share:
        yield _("Share: %(share)s") % {"share": party.share}
    if party.company_number:
        yield _("Company number %(number)s") % {"number": party.company_number}
    yield _("Since %(day)s") % {"day": day_words(party.since_on)}


@dataclass(frozen=True)
class Address:
    """An address on record for a purpose."""

    label: str
    name: str
    lines: tuple[str, ...]
    since: str
    is_withheld: bool


def public_addresses(standing: Standing | Snapshot) -> list[Address]:
    """The addresses that the public register shows (Patents Rules 2007 r.44); never an email."""
    return [_address(contact, "") for contact in _contacts(standing, PUBLIC_PURPOSES)]


def own_addresses(standing: Standing) -> list[Address]:
    """All addresses on record, for an account that is linked; emails only so far that one knows one's own again."""
    return [_address(contact, contact.email) for contact in _contacts(standing, tuple(Purpose))]


def office_addresses(standing: Standing | Snapshot) -> list[Address]:
    """All addresses on record, whole, for the office."""
    contacts = _contacts(standing, tuple(Purpose))
    return [replace(_address(one, ""), lines=_with_email(one)) for one in contacts]


def _with_email(contact: ContactFacts) -> tuple[str, ...]:
    email = (_("Email: %(email)s") % {"email": contact.email},) if contact.email else ()
    return (*_lines(contact.lines, contact.postcode, contact.country), *email)


def _contacts(standing: Standing | Snapshot, purposes: Iterable[Purpose]) -> list[ContactFacts]:
    return [standing.contacts[purpose] for purpose in purposes if purpose in standing.contacts]


def _address(contact: ContactFacts, email: str) -> Address:
    lines = _lines(contact.lines, contact.postcode, contact.country)
    shown = (*lines, _("Email: %(email)s") % {"email": mask_email(email)}) if email else lines
    since = _("On record since %(day)s") % {"day": day_words(contact.stands_since)}
    return Address(str(Purpose(contact.purpose).label), contact.name, shown, since, contact.is_withheld)


def _lines(lines: Iterable[str], postcode: str, country: str) -> tuple[str, ...]:
    parts = (*lines, postcode)
    if not any(parts):
        return ()
    return tuple(part for part in (*parts, country if country not in {"GB", ""} else "") if part)
