"""WIPO ST.96 legal status: the events of ST.27 that the register holds."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from rights.facts import (
    ApplicationFiled,
    Ceased,
    Dated,
    Ended,
    Expired,
    Fact,
    Granted,
    LicenceOfRightCancelled,
    LicenceOfRightEntered,
    Published,
    RenewalPaid,
    Restored,
)
from rights.imports.checks import demand_order
from rights.imports.incoming import Format, Incoming, Raw, Unacceptable
from rights.imports.reading import number
from rights.imports.xml import Element, compact_day, parse, split_at, words
from rights.statuses import Status

PATENT = "http://www.wipo.int/standards/XMLSchema/ST96/Patent"
COMMON = "http://www.wipo.int/standards/XMLSchema/ST96/Common"
NAMES = {"pat": PATENT, "com": COMMON}


def _ended(how: Status) -> Callable[[date], Fact]:
    return lambda on: Ended(effective_on=on, how=how)


FACT_OF_EVENT: dict[str, Callable[[date], Fact]] = {
    "F10": lambda on: Granted(effective_on=on),
    "H12": _ended(Status.REVOKED),
    "H13": lambda on: Ceased(effective_on=on),
    "H14": lambda on: Expired(effective_on=on),
    "H15": _ended(Status.SURRENDERED),
    "K13": lambda on: Restored(effective_on=on),
    "K14": lambda on: Restored(effective_on=on),
    "B11": _ended(Status.WITHDRAWN),
    "B12": _ended(Status.DEEMED_WITHDRAWN),
    "B15": _ended(Status.REFUSED),
    "S26": lambda on: LicenceOfRightEntered(effective_on=on),
    "S27": lambda on: LicenceOfRightCancelled(effective_on=on),
}
"""Detailed events of ST.27, or key events (ending in 0) where any detail means the same to the register."""

PUBLISHED = {"Q12", "Q13"}
RENEWED = {"U10", "U11"}
NO_NEWS = {"F17", "H11"}
"""A certificate that takes effect was granted before, and a patent whose restoration is refused had ceased before."""


def split(path: Path) -> Iterator[Raw]:
    """Each legal status in the file."""
    return split_at(path, f"{{{PATENT}}}PatentLegalStatus")


def read(content: bytes, on: date) -> Incoming:
    """One right with its events.

    Raises:
        Unacceptable: with a sentence that says what to correct.
    """
    told = parse(content)
    office = words(told, "pat:ApplicationIdentification/com:IPOfficeCode", NAMES)
    category = words(told, "com:IPRightKindCategory", NAMES)
    kind = "SPC" if category.startswith(("SPC", "Supplementary")) else office
    if office not in {"GB", "EP"}:
        raise Unacceptable(f"The application is one of {office or 'no office'}, not of GB or EP")
    filed_on = _day(told, "pat:ApplicationIdentification/pat:FilingDate") or _first_event(told, "A")
    if filed_on is None:
        raise Unacceptable("The application has no day of filing")
    application = _number(
        told, "pat:ApplicationIdentification/com:ApplicationNumber/com:ApplicationNumberText", office, kind
    )
    incoming = Incoming(ApplicationFiled(effective_on=filed_on, right_kind=kind, number=application))
    incoming.events = list(_events(told))
    _publish(incoming, told, office, kind)
    demand_order(incoming, on)
    return incoming


def _number(told: Element, path: str, office: str, kind: str) -> str:
    """An application number; the office's letters may be missing from it."""
    text = words(told, path, NAMES)
    whole = text if not text or text[:2].isalpha() else f"{office}{text}"
    return number(
        {"applicationNumber": whole}, "applicationNumber", "spc" if kind == "SPC" else f"{kind.lower()}-application"
    )


def _publish(incoming: Incoming, told: Element, office: str, kind: str) -> None:
    """Publication by its own identification or event; a patent of which only the grant is told, by its grant."""
    given = words(told, "pat:PatentPublicationIdentification/pat:PublicationNumber", NAMES)
    patent = words(told, "pat:PatentGrantIdentification/pat:PatentNumber", NAMES)
    granted_on = _day(told, "pat:PatentGrantIdentification/pat:GrantDate")
    if granted_on and not any(isinstance(event.fact, Granted) for event in incoming.events):
        incoming.events.append(Dated(Granted(effective_on=granted_on)))
    on = _day(told, "pat:PatentPublicationIdentification/com:PublicationDate") or _first_event(told, *PUBLISHED)
    granted = next((event.fact.effective_on for event in incoming.events if isinstance(event.fact, Granted)), None)
    published_on, text = on or granted, given or patent
    if published_on is None or not text:
        return
    whole = text if text[:2].isalpha() else f"{office}{text}"
    name = "spc" if kind == "SPC" else f"{kind.lower()}-publication"
    incoming.publication_number = number({"publicationNumber": whole}, "publicationNumber", name)
    incoming.events.insert(0, Dated(Published(effective_on=published_on, number=incoming.publication_number)))


def _events(told: Element) -> Iterator[Dated]:
    for event in told.iterfind("pat:StatusEventDataBag/pat:StatusEventData", NAMES):
        key, detail = _codes(event)
        happened, recorded_on = _when(event)
        if happened is None:
            raise Unacceptable(f"The event {detail or key} has no day")
        if detail in NO_NEWS:
            continue
        make = FACT_OF_EVENT.get(detail) or FACT_OF_EVENT.get(key)
        if make is not None:
            yield Dated(make(happened), recorded_on)
        elif detail in RENEWED or (key in RENEWED and not detail):
            yield Dated(_renewal(event, happened), recorded_on)


def _codes(event: Element) -> tuple[str, str]:
    code = "pat:StatusEventCode/pat:"
    return words(event, f"{code}KeyEventCode", NAMES), words(event, f"{code}DetailedEventCode", NAMES)


def _when(event: Element) -> tuple[date | None, date | None]:
    """The day of effect, and the day on which the office published it."""
    happened, effective = _day(event, "com:EventDate"), _day(event, "com:EffectiveDate")
    return effective or happened, _day(event, "com:PublicationDate")


def _renewal(event: Element, happened: date) -> Fact:
    paid = "pat:PaymentEventData/com:"
    year = words(event, f"{paid}FeePaymentYearNumber", NAMES)
    if not year.isdigit() or not 5 <= int(year) <= 20:
        raise Unacceptable(f"A renewal names no year from 5 to 20: {year!r}")
    return RenewalPaid(effective_on=_day(event, f"{paid}PaymentDate") or happened, year=int(year))


def _first_event(told: Element, *codes: str) -> date | None:
    """The earliest day of an event whose detailed code begins with one of the codes."""
    events = told.iterfind("pat:StatusEventDataBag/pat:StatusEventData", NAMES)
    days = [_when(event)[0] for event in events if _codes(event)[1].startswith(codes)]
    return min((day for day in days if day), default=None)


def _day(element: Element, path: str) -> date | None:
    return compact_day(words(element, path, NAMES)[:10], where=path.rpartition(":")[2])


FORMAT = Format("st96", split, read)
