"""Reading one plain line of JSON by hand: what it says of the right, its events as text, and the rows of its people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from os import urandom
from typing import Any

from rights.details import new_id
from rights.facts import Dated
from rights.imports import jsonl
from rights.imports.reading import is_canonical, known_day
from rights.imports.rows import NULL
from rights.state import OWNER_LENGTH, RightState
from rights.statuses import PartyRole, Purpose, Status

PURPOSES = frozenset(Purpose.values)
OWNERS = frozenset({PartyRole.PROPRIETOR.value, PartyRole.APPLICANT.value})
Told = Mapping[str, Any]
Timed = tuple[date, str]


class NotPlain(Exception):
    """The line has to go the long way."""


@dataclass(slots=True)
class Plain:
    """A line on its way to the rows of a new right."""

    right_id: int
    filed_on: date
    state: RightState
    events: list[str] = field(default_factory=list)
    particulars: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def demand(plain: bool) -> None:
    """Raises:
    NotPlain: if it is not.
    """
    if not plain:
        raise NotPlain


def begun(data: Told, right_id: int) -> Plain:
    """The right as it was filed, published and granted."""
    kind, title = data["kind"], words(data, "title", 500)
    demand(kind in ("GB", "EP"))
    application = _number(data, "applicationNumber", jsonl.APPLICATIONS[kind])
    publication = _number(data, "publicationNumber", jsonl.PUBLICATIONS[kind])
    filed_on, published_on, granted_on = needed_day(data, "filedOn"), day(data, "publishedOn"), day(data, "grantedOn")
    demand((published_on is None) == (publication == "") and (application + publication) != "")
    state = RightState(kind=kind, number=publication or application, application_number=application)
    state.publication_number, state.title, state.filed_on = publication, title, filed_on
    state.published_on, state.granted_on = published_on, granted_on
    state.status = Status.GRANTED if granted_on else Status.PUBLISHED if published_on else Status.PENDING
    plain = Plain(right_id, filed_on, state)
    number = f',"number":"{application}"' if application else ""
    told_title = f',"title":"{title}"' if title else ""
    filing = f'"effective_on":"{filed_on}","kind":"application-filed"{number},"right_kind":"{kind}"{told_title}'
    plain.events.append(f"{{{filing}}}")
    return plain


def parties(plain: Plain, kind: str, role: str, told: Sequence[Told]) -> None:
    """All parties of one role: one event and their rows."""
    texts = [_party(plain, role, place, one) for place, one in enumerate(told, start=1)]
    plain.events.append(f'{{"effective_on":"{plain.filed_on}","kind":"{kind}","parties":[{",".join(texts)}]}}')
    if role in OWNERS:
        plain.state.owner = "; ".join([one["name"] for one in told])[:OWNER_LENGTH]


def _party(plain: Plain, role: str, place: int, told: Told) -> str:
    demand(told.keys() <= jsonl.PARTY_FIELDS)
    name, number, share = words(told, "name", 250), words(told, "companyNumber", 20), words(told, "share", 20)
    person, since, address = told.get("person", False), day(told, "since"), told.get("address")
    demand(name.strip() != "" and (person is True or person is False))
    hidden = role == PartyRole.INVENTOR
    mention = reference = ""
    if address is not None or hidden:
        reference, mention = _particulars(plain, address or {}, name, "GB" if address is not None else "")
    row = f"{name}\t{person}\t{number}\t{share}\t{since or plain.filed_on}\t{reference or NULL}\n"
    plain.parties.append(f"{plain.right_id}\t{role}\t{place}\t{row}")
    before = f'"company_number":"{number}",' if number else ""
    middle = f'"name":"{"" if hidden else name}"{mention},"person":{"true" if person else "false"}'
    after = (f',"share":"{share}"' if share else "") + (f',"since_on":"{since}"' if since else "")
    return f"{{{before}{middle}{after}}}"


def contact(plain: Plain, told: Told) -> None:
    """The address for one purpose: an event and its rows."""
    demand(told.keys() <= jsonl.CONTACT_FIELDS)
    name, purpose, since = words(told, "name", 250), told["purpose"], day(told, "since") or plain.filed_on
    demand(name.strip() != "" and purpose in PURPOSES)
    reference, mention = _particulars(plain, told, name, "GB")
    plain.contacts.append(f"{plain.right_id}\t{purpose}\t{name}\t{reference}\t{since}\n")
    text = f'"effective_on":"{since}","kind":"address-changed"{mention},"purpose":"{purpose}"'
    plain.events.append(f"{{{text}}}")


def _particulars(plain: Plain, told: Told, name: str, home: str) -> tuple[str, str]:
    """A row of particulars, sealed; returns its reference and its mention in a body."""
    demand(told.keys() <= jsonl.CONTACT_FIELDS)
    lines, get = told.get("lines", ()), told.get
    demand(type(lines) is list or lines == ())
    body = _address(name, tuple(lines), get("postcode", ""), get("country", "") or home, get("email", ""))
    chance = urandom(26).hex()
    salt, reference = chance[:32], new_id(chance[32:])
    digest = sha256(f"{salt}\n{body}".encode()).hexdigest()
    plain.particulars.append(f"{reference}\t{plain.right_id}\t{body}\t{salt}\t{digest}\n")
    return reference, f',"particulars":{{"digest":"{digest}","reference":"{reference}"}}'


@lru_cache(maxsize=30_000, typed=True)
def _address(name: str, lines: tuple[str, ...], postcode: str, country: str, email: str) -> str:
    """The body of particulars; many rights have the same owner or firm, so each is looked at once."""
    demand(len(lines) <= 7 and all(type(line) is str and len(line) <= 120 and line.isprintable() for line in lines))
    for value, most in ((postcode, 12), (country, 2), (email, 254)):
        demand(type(value) is str and len(value) <= most and value.isprintable())
    address = ",".join([f'"{line}"' for line in lines])
    where = f'"lines":[{address}],"name":"{name}","postcode":"{postcode}"'
    return f'{{"country":"{country}","email":"{email}",{where}}}'


def life(state: RightState) -> Iterator[Timed]:
    """Publication and grant."""
    if state.published_on:
        number, on = state.publication_number, state.published_on
        yield on, f'{{"effective_on":"{on}","kind":"published","number":"{number}"}}'
    if state.granted_on:
        yield state.granted_on, f'{{"effective_on":"{state.granted_on}","kind":"granted"}}'


def renewals(data: Told, state: RightState) -> Iterator[Timed]:
    """The renewals, each year at most once."""
    told = objects(data, "renewals")
    demand(not told or state.granted_on is not None)
    paid = [_renewal(one["year"], one["paidOn"]) for one in told if len(one) == 2]
    demand(len(paid) == len(told) == len({year for year, _, _ in paid}))
    for year, paid_on, text in paid:
        state.paid_through_year = max(year, state.paid_through_year or 0)
        state.last_renewed_on = max(paid_on, state.last_renewed_on or paid_on)
        yield paid_on, text


@lru_cache(maxsize=150_000, typed=True)
def _renewal(year: int, paid: str) -> tuple[int, date, str]:
    paid_on = known_day(paid)
    demand(type(year) is int and 5 <= year <= 20)
    if paid_on is None:
        raise NotPlain
    return year, paid_on, f'{{"effective_on":"{paid_on}","kind":"renewal-paid","year":{year}}}'


@lru_cache(maxsize=50_000, typed=True)
def _event(kind: str, on: str, recorded_on: str | None) -> Dated:
    read = jsonl.read_event({"kind": kind, "on": on, "recordedOn": recorded_on})
    return read._replace(text=read.fact.told_text(read.recorded_on))


def events(data: Told, plain: Plain, on: date) -> Iterator[Timed]:
    """What else happened, in the order of the days."""
    told = objects(data, "events")
    demand(all(one.keys() <= jsonl.EVENT_FIELDS for one in told))
    happened = sorted((_event(one["kind"], one["on"], one.get("recordedOn")) for one in told), key=jsonl.BY_DAY)
    demand(len({event.fact.identity() for event in happened}) == len(happened))
    for event in happened:
        demand(plain.filed_on <= event.known_on <= on)
        event.fact.show_on(plain.state)
        yield event.fact.effective_on, event.text


def objects(data: Told, name: str) -> Sequence[Told]:
    """A list of objects; empty where it is missing."""
    found = data.get(name)
    if found is None:
        return ()
    demand(type(found) is list and all(type(one) is dict for one in found))
    return list(found)


def words(data: Told, name: str, most: int) -> str:
    """Text of at most so many printable characters; empty where it is missing."""
    value = data.get(name, "")
    demand(type(value) is str and len(value) <= most and value.isprintable())
    return str(value)


def day(data: Told, name: str) -> date | None:
    """A day, or None where it is missing."""
    value = data.get(name)
    return None if value is None else needed_day(data, name)


def needed_day(data: Told, name: str) -> date:
    """A day that is there."""
    found = known_day(data[name])
    if found is None:
        raise NotPlain
    return found


def _number(data: Told, name: str, kind: str) -> str:
    value = data.get(name, "")
    demand(type(value) is str and (value == "" or is_canonical(value, kind)))
    return str(value)
