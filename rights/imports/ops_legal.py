"""EPO OPS legal status (INPADOC): the events of a patent family that concern the United Kingdom."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from rights.calendar import ONE_DAY
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
from rights.numbers import check_digit
from rights.patents.terms import last_day_of_term
from rights.statuses import Status

OPS, EXCHANGE = "http://ops.epo.org", "http://www.epo.org/exchange"
NAMES = {"ops": OPS, "ex": EXCHANGE}
UNPAID = "NON-PAYMENT"
UNPUBLISHED = "D"


def _ended(how: Status) -> Callable[[date], Fact]:
    return lambda on: Ended(effective_on=on, how=how)


FACT_OF_CODE: dict[str, Callable[[date], Fact]] = {
    "FG4D": lambda on: Granted(effective_on=on),
    "GBPC": lambda on: Ceased(effective_on=on),
    "PCNP": lambda on: Ceased(effective_on=on),
    "728A": lambda on: Restored(effective_on=on),
    "S28": lambda on: Restored(effective_on=on),
    "746": lambda on: LicenceOfRightEntered(effective_on=on),
    "747C": lambda on: LicenceOfRightCancelled(effective_on=on),
    "S47": lambda on: LicenceOfRightCancelled(effective_on=on),
    "729U": _ended(Status.SURRENDERED),
    "S29": _ended(Status.SURRENDERED),
    "S73": _ended(Status.REVOKED),
    "GBPR": _ended(Status.REVOKED),
    "GBV": _ended(Status.VOID),
    "AT": _ended(Status.TERMINATED),
    "WAP": _ended(Status.WITHDRAWN),
}
"""What the codes of GB events say (EPO list of legal event codes, week 17 of 2024); others change nothing we hold."""


def split(path: Path) -> Iterator[Raw]:
    """The members of the families that are British or European; no other office's members concern us."""
    for raw in split_at(path, f"{{{OPS}}}family-member"):
        if _document(parse(raw.content), "application-reference")[0] in {"GB", "EP"}:
            yield raw


def read(content: bytes, on: date) -> Incoming:
    """One member as a right: EP as a European patent (UK), if any event concerns the United Kingdom.

    Raises:
        Unacceptable: with a sentence that says why not.
    """
    member = parse(content)
    office, digits, _, filed = _document(member, "application-reference")
    filed_on = compact_day(filed, where="The day of filing")
    if filed_on is None:
        raise Unacceptable("The application has no day of filing")
    incoming = Incoming(
        ApplicationFiled(effective_on=filed_on, right_kind=office, number=_application_number(office, digits))
    )
    incoming.events = list(_once(_events(member, office, filed_on)))
    if not incoming.events:
        raise Unacceptable(f"No event of {office}{digits} concerns the United Kingdom")
    _publish(incoming, member)
    demand_order(incoming, on)
    return incoming


def _document(member: Element, reference: str) -> tuple[str, str, str, str]:
    """Office, number, kind code and day of the DOCDB reference."""
    found = member.find(f"ex:{reference}/ex:document-id[@document-id-type='docdb']", NAMES)
    if found is None:
        return "", "", "", ""
    country, number, kind, day = (
        words(found, f"ex:{name}", NAMES) for name in ("country", "doc-number", "kind", "date")
    )
    return country, number, kind, day


def _application_number(office: str, digits: str) -> str:
    """The number in the register's form: DOCDB leaves the check digit away, and gives GB years four digits."""
    body = digits[2:4] + digits[-5:] if office == "GB" and len(digits) > 7 else digits
    if not body.isdigit() or len(body) != (7 if office == "GB" else 8):
        raise Unacceptable(f"{office}{digits} is not an application number")
    return f"{office}{body}.{check_digit(body)}"


def _publish(incoming: Incoming, member: Element) -> None:
    """Publication, unless the reference only repeats the number of an application that was never published (D0)."""
    office, digits, kind, day = _document(member, "publication-reference")
    published_on = compact_day(day, where="The day of publication")
    if digits and published_on and not kind.startswith(UNPUBLISHED):
        text = {"publicationNumber": f"{office}{digits.zfill(7)}"}
        incoming.publication_number = number(text, "publicationNumber", f"{office.lower()}-publication")
        incoming.events.insert(0, Dated(Published(effective_on=published_on, number=incoming.publication_number)))


def _events(member: Element, office: str, filed_on: date) -> Iterator[Dated]:
    for legal in member.iterfind("ops:legal", NAMES):
        code = (legal.get("code") or "").strip()
        country = _detail(legal, "L501EP")
        if country == "GB" or (office == "GB" and not country) or code in {"GBPC", "GBPR", "GBV"}:
            yield from _told(legal, code, filed_on)


def _told(legal: Element, code: str, filed_on: date) -> Iterator[Dated]:
    """The fact that one event tells, if it tells one that the register holds; the term ends by the law (s.25(1))."""
    recorded_on = compact_day(words(legal, "ops:L007EP", NAMES), where=f"The day of {code}")
    effective_on = compact_day(_detail(legal, "L525EP"), where=f"The effective day of {code}") or recorded_on
    if code == "REG":
        code = _detail(legal, "L502EP")
    if code == "PGFP":
        yield _renewal(legal, recorded_on)
    elif code == "PG25" and effective_on:
        yield Dated(_lapsed(legal, effective_on), recorded_on)
    elif code == "PE20":
        yield Dated(Expired(effective_on=last_day_of_term(filed_on) + ONE_DAY), recorded_on)
    elif code in FACT_OF_CODE and effective_on:
        yield Dated(FACT_OF_CODE[code](effective_on), recorded_on)


def _renewal(legal: Element, recorded_on: date | None) -> Dated:
    year, paid = _detail(legal, "L520EP"), compact_day(_detail(legal, "L518EP"), where="The day of payment")
    if not year.isdigit() or not 5 <= int(year) <= 20:
        raise Unacceptable(f"A renewal names no year from 5 to 20: {year!r}")
    paid_on = paid or recorded_on
    if paid_on is None:
        raise Unacceptable(f"The renewal of year {year} has no day of payment")
    return Dated(RenewalPaid(effective_on=paid_on, year=int(year)), recorded_on)


def _lapsed(legal: Element, on: date) -> Fact:
    """A lapse for non-payment is a cessation; for a missing translation the patent never was."""
    return Ceased(effective_on=on) if UNPAID in _detail(legal, "L510EP") else Ended(effective_on=on, how=Status.VOID)


def _detail(legal: Element, name: str) -> str:
    return words(legal, f"ops:L500EP/ops:{name}", NAMES)


def _once(events: Iterator[Dated]) -> Iterator[Dated]:
    """Each event once: the EPO repeats what a national office announced; the earliest announcement counts."""
    seen: dict[str, Dated] = {}
    for event in sorted(events, key=lambda event: event.known_on):
        seen.setdefault(event.fact.identity(), event)
    return iter(seen.values())


FORMAT = Format("ops-legal", split, read)
