"""Writes legal status in WIPO ST.96: ``pat:PatentLegalStatusData`` with one event of ST.27 for each fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from rights.exports.st96 import add, bare, com, document, office_of, pat, written
from rights.facts import Fact, RenewalPaid
from rights.st27 import StatusEvent, event_of

SPC, PATENT_FOR_INVENTION = "SPC", "Patent for invention"
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


def category_of(kind: str) -> str:
    """The standard's word for a kind of right."""
    return SPC if kind == SPC else PATENT_FOR_INVENTION


def legal_status_xml(rights: Iterable[RightStatus], *, made_on: date) -> bytes:
    """The document; rights without a single event of ST.27 are left out, as the schema demands one for each.

    The schema also demands at least one right.
    """
    root = document("PatentLegalStatusData", creationDate=made_on.isoformat())
    for right in rights:
        events = [(event, happened) for happened in right.events if (event := event_of(happened.fact))]
        if events:
            _right(root, right, events)
    return written(root)


def _right(root: etree._Element, right: RightStatus, events: Sequence[tuple[StatusEvent, Happened]]) -> None:
    status = add(root, pat("PatentLegalStatus"))
    office = office_of(right.kind)
    application = add(status, pat("ApplicationIdentification"))
    add(application, com("IPOfficeCode"), office)
    number = add(application, com("ApplicationNumber"))
    add(number, com("ApplicationNumberText"), bare(right.application_number or right.publication_number))
    if right.filed_on:
        add(application, pat("FilingDate"), right.filed_on.isoformat())
    if right.publication_number:
        publication = add(status, pat("PatentPublicationIdentification"))
        add(publication, com("IPOfficeCode"), office)
        add(publication, pat("PublicationNumber"), bare(right.publication_number))
    add(status, com("IPRightKindCategory"), category_of(right.kind))
    bag = add(status, pat("StatusEventDataBag"))
    for event, happened in events:
        _event(bag, event, happened)


def _event(bag: etree._Element, event: StatusEvent, happened: Happened) -> None:
    data = add(bag, pat("StatusEventData"))
    code = add(data, pat("StatusEventCode"))
    add(code, com("StateCode"), event.state)
    add(code, com("PreviousStageCode"), event.before)
    add(code, com("CurrentStageCode"), event.after)
    add(code, pat("KeyEventCode"), event.key)
    add(code, pat("DetailedEventCode"), event.detail)
    add(code, pat("NationalEventCode"), happened.words[:NATIONAL_LENGTH])
    add(data, com("EventDate"), happened.entered_on.isoformat())
    add(data, com("EffectiveDate"), happened.fact.effective_on.isoformat())
    if happened.published_on:
        add(data, com("PublicationDate"), happened.published_on.isoformat())
    if isinstance(happened.fact, RenewalPaid):
        payment = add(data, pat("PaymentEventData"))
        add(payment, com("FeePaymentYearNumber"), str(happened.fact.year))
