"""Our own JSON Lines: one right on each line, as docs/register.md describes it."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from rights.details import Details, PartyOnRecord
from rights.facts import (
    AddressChanged,
    AgentChanged,
    ApplicantsStated,
    ApplicationFiled,
    Ceased,
    Dated,
    Ended,
    Expired,
    Fact,
    Granted,
    InventorsStated,
    LicenceOfRightCancelled,
    LicenceOfRightEntered,
    PartiesStated,
    ProprietorsChanged,
    Published,
    RenewalPaid,
    Restored,
    TermStated,
)
from rights.imports.checks import demand_order
from rights.imports.incoming import BY_DAY, Format, Incoming, Raw, Unacceptable
from rights.imports.reading import day, flag, items, known_only, needed_day, number, text, whole
from rights.statuses import ENDED, Purpose

PARTIES: dict[str, type[PartiesStated]] = {
    "applicants": ApplicantsStated,
    "proprietors": ProprietorsChanged,
    "inventors": InventorsStated,
    "agents": AgentChanged,
}
EVENTS: dict[str, Callable[[date], Fact]] = {
    "ceased": lambda on: Ceased(effective_on=on),
    "expired": lambda on: Expired(effective_on=on),
    "restored": lambda on: Restored(effective_on=on),
    "licence-of-right-entered": lambda on: LicenceOfRightEntered(effective_on=on),
    "licence-of-right-cancelled": lambda on: LicenceOfRightCancelled(effective_on=on),
}
APPLICATIONS = {"GB": "gb-application", "EP": "ep-application", "SPC": "spc"}
PUBLICATIONS = {"GB": "gb-publication", "EP": "ep-publication", "SPC": "spc"}
FIELDS = frozenset(
    {
        "kind",
        "applicationNumber",
        "publicationNumber",
        "title",
        "filedOn",
        "publishedOn",
        "grantedOn",
        "termEndsOn",
        *PARTIES,
        "contacts",
        "renewals",
        "events",
    }
)
PARTY_FIELDS = frozenset({"name", "person", "companyNumber", "share", "since", "address"})
ADDRESS_FIELDS = frozenset({"lines", "postcode", "country", "email"})
CONTACT_FIELDS = frozenset({"purpose", "name", "since", *ADDRESS_FIELDS})
RENEWAL_FIELDS = frozenset({"year", "paidOn", "feePence", "additionalPence"})
EVENT_FIELDS = frozenset({"kind", "on", "recordedOn"})
MOST_PENCE = 100_000_000


def read_line(line: bytes, on: date) -> Incoming:
    """One right; ``on`` is the London day, after which nothing can have happened.

    Raises:
        Unacceptable: with a sentence that says what to correct.
    """
    data = _decoded(line)
    known_only(data, FIELDS, where="The right")
    incoming = _begun(data)
    filed_on = incoming.filed.effective_on
    incoming.stated += _parties(data, filed_on)
    incoming.stated += [_contact(told, filed_on) for told in items(data, "contacts")]
    incoming.events += _life(data, incoming)
    incoming.events += [_renewal(told) for told in items(data, "renewals")]
    incoming.events += [read_event(told) for told in items(data, "events")]
    demand_order(incoming, on)
    return incoming


def _decoded(line: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(line, parse_float=_refuse)
    except (ValueError, RecursionError):
        raise Unacceptable("The line is not JSON in UTF-8") from None
    if not isinstance(data, dict):
        raise Unacceptable("The line is not a JSON object")
    return data


def _refuse(number: str) -> NoReturn:
    raise Unacceptable(f"{number} is not a whole number, and there is no other kind here")


def _begun(data: Mapping[str, Any]) -> Incoming:
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in APPLICATIONS:
        raise Unacceptable(f"kind must be GB, EP or SPC, not {kind!r}")
    application = number(data, "applicationNumber", APPLICATIONS[kind])
    publication = number(data, "publicationNumber", PUBLICATIONS[kind])
    if not application and not publication:
        raise Unacceptable("Give applicationNumber, publicationNumber or both")
    filed = ApplicationFiled(
        effective_on=needed_day(data, "filedOn"),
        right_kind=kind,
        number=application,
        title=text(data, "title", most=500),
    )
    return Incoming(filed, publication)


def _life(data: Mapping[str, Any], incoming: Incoming) -> Iterator[Dated]:
    published_on, granted_on, ends_on = day(data, "publishedOn"), day(data, "grantedOn"), day(data, "termEndsOn")
    if (published_on is None) != (incoming.publication_number == ""):
        raise Unacceptable("publishedOn and publicationNumber belong together: give both or neither")
    if published_on:
        yield Dated(Published(effective_on=published_on, number=incoming.publication_number))
    if granted_on:
        yield Dated(Granted(effective_on=granted_on))
    if ends_on:
        yield Dated(TermStated(effective_on=incoming.filed.effective_on, ends_on=ends_on))


def _parties(data: Mapping[str, Any], filed_on: date) -> Iterator[Fact]:
    for name, fact in PARTIES.items():
        if told := items(data, name):
            yield fact(effective_on=filed_on, parties=tuple(map(_party, told)))


def _party(told: Mapping[str, Any]) -> PartyOnRecord:
    known_only(told, PARTY_FIELDS, where="A party")
    address = told.get("address")
    if address is not None and not isinstance(address, dict):
        raise Unacceptable("address must be an object")
    name = text(told, "name", most=250, needed=True)
    return PartyOnRecord(
        name=name,
        person=flag(told, "person"),
        company_number=text(told, "companyNumber", most=20),
        share=text(told, "share", most=20),
        since_on=day(told, "since"),
        details=None if address is None else _address(address, name),
    )


def _address(told: Mapping[str, Any], name: str) -> Details:
    """Sealed at once, which saves the many that an import reads from being made twice."""
    known_only(told, CONTACT_FIELDS, where="An address")
    lines = told.get("lines", [])
    if not isinstance(lines, list) or len(lines) > 7:
        raise Unacceptable("lines must be a list of at most 7 lines of an address")
    return Details(
        lines=tuple(text({"lines": line}, "lines", most=120) for line in lines),
        postcode=text(told, "postcode", most=12),
        country=text(told, "country", most=2) or "GB",
        email=text(told, "email", most=254),
    ).sealed(name)


def _contact(told: Mapping[str, Any], filed_on: date) -> Fact:
    purpose = told.get("purpose")
    if purpose not in Purpose.values:
        raise Unacceptable(f"purpose must be one of {', '.join(Purpose.values)}, not {purpose!r}")
    name = text(told, "name", most=250, needed=True)
    return AddressChanged(
        effective_on=day(told, "since") or filed_on,
        purpose=str(purpose),
        name=name,
        particulars=_address(told, name),
    )


def _renewal(told: Mapping[str, Any]) -> Dated:
    known_only(told, RENEWAL_FIELDS, where="A renewal")
    year = whole(told, "year", least=5, most=20)
    if year is None:
        raise Unacceptable("year is missing: give the year of the renewal, 5 to 20")
    paid = RenewalPaid(
        effective_on=needed_day(told, "paidOn"),
        year=year,
        amount_pence=whole(told, "feePence", least=0, most=MOST_PENCE),
        additional_pence=whole(told, "additionalPence", least=0, most=MOST_PENCE),
    )
    return Dated(paid)


def read_event(told: Mapping[str, Any]) -> Dated:
    """One dated event.

    Raises:
        Unacceptable: with a sentence that says what to correct.
    """
    known_only(told, EVENT_FIELDS, where="An event")
    kind, on = str(told.get("kind")), needed_day(told, "on")
    if kind in EVENTS:
        return Dated(EVENTS[kind](on), day(told, "recordedOn"))
    if kind in ENDED:
        return Dated(Ended(effective_on=on, how=kind), day(told, "recordedOn"))
    raise Unacceptable(f"kind of event {kind!r} is not known; see docs/register.md")


def split(path: Path) -> Iterator[Raw]:
    """The lines of a file; empty ones are passed over."""
    with path.open("rb") as lines:
        for place, line in enumerate(lines, start=1):
            if content := line.strip():
                yield Raw(place, content)


FORMAT = Format("jsonl", split, read_line, has_plain_lines=True)

__all__ = ["BY_DAY", "FORMAT", "read_event", "read_line"]
