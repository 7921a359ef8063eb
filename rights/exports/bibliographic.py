"""Writes a right's bibliographic data in WIPO ST.96: ``pat:BibliographicData``, with what the public register shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from lxml import etree

from rights.exports.contacts import write_contact
from rights.exports.licences import write_licences
from rights.exports.st96 import add, bare, com, document, office_of, pat, written
from rights.standing import PartyFacts, RightFacts, Snapshot
from rights.statuses import PartyRole, Purpose, Status


@dataclass(frozen=True)
class _Group:
    """One kind of parties: the role here, the bag and the element there."""

    role: PartyRole
    bag: str
    element: str


GROUPS = (
    _Group(PartyRole.APPLICANT, "ApplicantBag", "Applicant"),
    _Group(PartyRole.PROPRIETOR, "OwnerBag", "Owner"),
    _Group(PartyRole.AGENT, "RegisteredPractitionerBag", "RegisteredPractitioner"),
)
ENDINGS = (
    ("ApplicationWithdrawnDate", Status.WITHDRAWN),
    ("ApplicationDeemedWithdrawnDate", Status.DEEMED_WITHDRAWN),
    ("PatentRevocationDate", Status.REVOKED),
)


def bibliographic_xml(said: Snapshot) -> bytes:
    """The document; inventors, emails and withheld particulars are not in it, as they are not on the public page."""
    root, right = document("BibliographicData"), said.right
    _identify(root, right)
    add(add(root, pat("InventionTitleBag")), pat("InventionTitle"), right.title)
    _parties(root, said)
    write_licences(root, said)
    for name, status in ENDINGS:
        if right.status == status and right.ceased_on:
            _day(root, name, right.ceased_on)
    if right.licences_of_right_since:
        _day(add(root, pat("LORData")), "LORDate", right.licences_of_right_since)
    return written(root)


def _identify(root: etree._Element, right: RightFacts) -> None:
    office = office_of(right.kind)
    if right.publication_number:
        publication = add(root, pat("PatentPublicationIdentification"))
        add(publication, com("IPOfficeCode"), office)
        add(publication, pat("PublicationNumber"), bare(right.publication_number))
        if right.published_on:
            add(publication, com("PublicationDate"), right.published_on.isoformat())
    application = add(root, pat("ApplicationIdentification"))
    add(application, com("IPOfficeCode"), office)
    number = add(application, com("ApplicationNumber"))
    add(number, com("ApplicationNumberText"), bare(right.application_number or right.publication_number))
    _day(application, "FilingDate", right.filed_on)
    if right.granted_on:
        grant = add(root, pat("PatentGrantIdentification"))
        add(grant, com("IPOfficeCode"), office)
        add(grant, pat("PatentNumber"), bare(right.number))
        _day(grant, "GrantDate", right.granted_on)


def _day(parent: etree._Element, name: str, day: date) -> None:
    add(parent, pat(name), day.isoformat())


def _parties(root: etree._Element, said: Snapshot) -> None:
    """Applicants only until there is a proprietor; the schema demands somebody, so that nobody is said in words."""
    bag = add(root, pat("PartyBag"))
    for group, parties in _named(said):
        inner = add(bag, pat(group.bag))
        for place, party in enumerate(parties, start=1):
            element = add(inner, pat(group.element), sequenceNumber=str(place))
            if group.role == PartyRole.AGENT:
                add(element, pat("RegisteredPractitionerCategory"), "Agent")
            write_contact(element, party.name, party.lines, party.postcode, party.country)
    if service := said.contacts.get(Purpose.SERVICE):
        address = add(bag, com("CorrespondenceAddress"))
        write_contact(address, service.name, service.lines, service.postcode, service.country)
    if not len(bag):
        contact = add(add(add(bag, pat("OwnerBag")), pat("Owner")), com("Contact"))
        add(contact, com("ContactText"), _("Not on record"))


def _named(said: Snapshot) -> Iterator[tuple[_Group, Sequence[PartyFacts]]]:
    for group in GROUPS:
        parties = said.named(group.role)
        if parties and not (group.role == PartyRole.APPLICANT and said.named(PartyRole.PROPRIETOR)):
            yield group, parties
