"""Writes legal status in WIPO ST.96: ``pat:PatentLegalStatusData`` with one event of ST.27 for each fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from rights.facts import Fact, RenewalPaid
from rights.st27 import StatusEvent, event_of

PATENT = "http://www.wipo.int/standards/XMLSchema/ST96/Patent"
COMMON = "http://www.wipo.int/standards/XMLSchema/ST96/Common"
VERSION = "V6_0"
OFFICE = "GB"
CATEGORIES = {"SPC": "SPC"}
NATIONAL_LENGTH = 100


@dataclass(frozen=True)
class Happened:
    """One fact with its words in the office's language, and the days of its entry and of its publication."""

    fact: Fact
    words: str
    entered_on: date
    published_on: date | None = None


@dataclass(frozen=True)
class RightStatus:
    """One right by its numbers and what happened to it."""

    kind: str
    application_number: str
    publication_number: str
    filed_on: date | None
    events: Sequence[Happened]


def legal_status_xml(rights: Iterable[RightStatus], *, made_on: date) -> bytes:
    """The document; rights without a single event of ST.27 are left out, as the schema demands one for each.

    The schema also demands at least one right.
    """
    root = etree.Element(_pat("PatentLegalStatusData"), nsmap={"pat": PATENT, "com": COMMON})
    root.set(_com("officeCode"), OFFICE)
    root.set(_com("creationDate"), made_on.isoformat())
    root.set(_com("st96Version"), VERSION)
    for right in rights:
        events = [(event, happened) for happened in right.events if (event := event_of(happened.fact))]
        if events:
            _right(root, right, events)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return document


def _pat(name: str) -> str:
    return f"{{{PATENT}}}{name}"


def _com(name: str) -> str:
    return f"{{{COMMON}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, name)
    if text:
        child.text = text
    return child


def _right(root: etree._Element, right: RightStatus, events: Sequence[tuple[StatusEvent, Happened]]) -> None:
    status = _add(root, _pat("PatentLegalStatus"))
    office = right.kind if right.kind in {"GB", "EP"} else OFFICE
    application = _add(status, _pat("ApplicationIdentification"))
    _add(application, _com("IPOfficeCode"), office)
    number = _add(application, _com("ApplicationNumber"))
    _add(number, _com("ApplicationNumberText"), _bare(right.application_number or right.publication_number))
    if right.filed_on:
        _add(application, _pat("FilingDate"), right.filed_on.isoformat())
    if right.publication_number:
        publication = _add(status, _pat("PatentPublicationIdentification"))
        _add(publication, _com("IPOfficeCode"), office)
        _add(publication, _pat("PublicationNumber"), _bare(right.publication_number))
    _add(status, _com("IPRightKindCategory"), CATEGORIES.get(right.kind, "Patent for invention"))
    bag = _add(status, _pat("StatusEventDataBag"))
    for event, happened in events:
        _event(bag, event, happened)


def _bare(number: str) -> str:
    """The number without the office's letters, which have an element of their own."""
    return number[2:] if number[:2] in {"GB", "EP"} else number


def _event(bag: etree._Element, event: StatusEvent, happened: Happened) -> None:
    data = _add(bag, _pat("StatusEventData"))
    code = _add(data, _pat("StatusEventCode"))
    _add(code, _com("StateCode"), event.state)
    _add(code, _com("PreviousStageCode"), event.before)
    _add(code, _com("CurrentStageCode"), event.after)
    _add(code, _pat("KeyEventCode"), event.key)
    _add(code, _pat("DetailedEventCode"), event.detail)
    _add(code, _pat("NationalEventCode"), happened.words[:NATIONAL_LENGTH])
    _add(data, _com("EventDate"), happened.entered_on.isoformat())
    _add(data, _com("EffectiveDate"), happened.fact.effective_on.isoformat())
    if happened.published_on:
        _add(data, _com("PublicationDate"), happened.published_on.isoformat())
    if isinstance(happened.fact, RenewalPaid):
        payment = _add(data, _pat("PaymentEventData"))
        _add(payment, _com("FeePaymentYearNumber"), str(happened.fact.year))
