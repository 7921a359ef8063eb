"""Builds rights for tests through the register's own door."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import count

from django.db import transaction

from core.actor import System
from rights.facts import (
    AddressChanged,
    AgentChanged,
    ApplicationFiled,
    Dated,
    Details,
    Fact,
    Granted,
    InventorsStated,
    LicenceOfRightEntered,
    Opening,
    PartyOnRecord,
    ProprietorsChanged,
    Published,
    RenewalPaid,
)
from rights.models import Link, Right
from rights.numbers import check_digit
from rights.register import open_rights, record

OPENED_AT = datetime(2024, 1, 2, 9, 0, tzinfo=UTC)
BOOKS = System("tests")
_serial = count(1)

Name = str | PartyOnRecord


def gb_application_number(filed_on: date, serial: int) -> str:
    """A GB application number with its right check digit."""
    body = f"{filed_on.year % 100:02d}{serial:05d}"
    return f"GB{body}.{check_digit(body)}"


def details(*lines: str, postcode: str = "SW1A 2AA", country: str = "GB", email: str = "") -> Details:
    """An address."""
    return Details(lines=lines or ("1 Test Street", "London"), postcode=postcode, country=country, email=email)


def a_patent(
    *,
    number: str | None = None,
    kind: str = "GB",
    application_number: str | None = None,
    title: str = "A device for testing",
    filed_on: date = date(2019, 5, 10),
    published_on: date | None = date(2020, 11, 11),
    granted_on: date | None = date(2021, 6, 2),
    paid_through: int | None = None,
    licences_of_right_since: date | None = None,
    proprietors: Sequence[Name] = ("Acme Widgets Ltd",),
    agents: Sequence[Name] = (),
    inventors: Sequence[Name] = (),
    service: AddressChanged | Details | None = None,
    contacts: Sequence[AddressChanged] = (),
    facts: Iterable[Fact] = (),
    at: datetime = OPENED_AT,
) -> Right:
    """A right as the register would hold it: granted on 2 June 2021 with nothing paid, unless told otherwise.

    ``paid_through`` enters a renewal for each year from 5; ``facts`` are recorded after the opening, one entry each.
    """
    serial = next(_serial)
    application = gb_application_number(filed_on, 10000 + serial) if application_number is None else application_number
    publication = number or (f"EP{1000000 + serial:07d}" if kind == "EP" else f"GB{2400000 + serial}")
    past: list[Fact] = [ApplicationFiled(effective_on=filed_on, right_kind=kind, number=application, title=title)]
    past += [ProprietorsChanged(effective_on=filed_on, parties=_parties(proprietors))] if proprietors else []
    past += [InventorsStated(effective_on=filed_on, parties=_parties(inventors))] if inventors else []
    past += [AgentChanged(effective_on=filed_on, parties=_parties(agents))] if agents else []
    past += [_service(service, filed_on)] if service else []
    past += contacts
    past += [Published(effective_on=published_on, number=publication)] if published_on else []
    past += [Granted(effective_on=granted_on)] if granted_on else []
    past += [_renewal(filed_on, year) for year in range(5, (paid_through or 4) + 1)]
    past += [LicenceOfRightEntered(effective_on=licences_of_right_since)] if licences_of_right_since else []
    opening = Opening(effective_on=filed_on, events=tuple(Dated(fact) for fact in past))
    with transaction.atomic():
        (right_id,) = open_rights([opening], because="tests", by=BOOKS, at=at)
        if later := list(facts):
            record(right_id, later, because="tests", by=BOOKS, received_at=at, at=at)
    return Right.everything.get(pk=right_id)


def a_link(
    right: Right,
    organisation: object,
    *,
    relation: str = "owner",
    state: str = "active",
    stands_for: str = "",
    since_at: datetime = OPENED_AT,
    **others: object,
) -> Link:
    """A link of an organisation to a right with the right's keys copied."""
    from rights.models import COPIED_KEYS

    keys = {key: getattr(right, key) for key in COPIED_KEYS}
    active_from = others.pop("active_from", since_at if state == "active" else None)
    return Link.everything.create(
        right=right,
        organisation=organisation,
        relation=relation,
        proof=others.pop("proof", "authority"),
        state=state,
        stands_for=stands_for,
        since_at=since_at,
        active_from=active_from,
        **keys,
        **others,
    )


def _parties(names: Sequence[Name]) -> tuple[PartyOnRecord, ...]:
    return tuple(PartyOnRecord(name=name) if isinstance(name, str) else name for name in names)


def _service(service: AddressChanged | Details, filed_on: date) -> AddressChanged:
    if isinstance(service, AddressChanged):
        return service
    name = service.name or "The Owner"
    return AddressChanged(effective_on=filed_on, purpose="service", name=name, particulars=service)


def _renewal(filed_on: date, year: int) -> RenewalPaid:
    paid_on = date(filed_on.year + year - 1, filed_on.month, 1)
    return RenewalPaid(effective_on=paid_on, year=year, amount_pence=None, additional_pence=None)
