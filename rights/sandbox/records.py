"""One test patent as a record of the format that ``import_register`` reads: invented, but for who it belongs to."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from rights.details import Details, PartyOnRecord
from rights.facts import Fact, InterestRegistered
from rights.interests import Nature
from rights.models import Relation
from rights.patents.terms import Kind
from rights.sandbox.conditions import Condition, kind_for, life_in
from rights.sandbox.numbering import SliceNumbering
from rights.synthetic import people
from rights.synthetic.register import a_title

Record = dict[str, Any]
POOL = 40
"""How many owners a representative has."""


@dataclass(frozen=True)
class For:
    """Whose test patents they are: the organisation as it stands on them, and where it is written to."""

    name: str
    email: str
    relation: str
    is_person: bool = False
    company_number: str = ""


@dataclass(frozen=True)
class Made:
    """A test patent to be: its record, and what is entered after its opening."""

    condition: Condition
    record: Record
    facts: tuple[Fact, ...]


def made(
    condition: Condition, kind: Kind, whose: For, *, numbering: SliceNumbering, on: date, random: Random, seed: int
) -> Made:
    """A test patent that is in the condition on the London day.

    Raises:
        NumbersRunOut.
    """
    kind = kind_for(condition, kind)
    life = life_in(condition, kind, on, random)
    record: Record = {
        "kind": kind,
        "applicationNumber": numbering.application(kind, life.filed_on.year),
        "title": a_title(random),
        "filedOn": life.filed_on.isoformat(),
        "renewals": [{"year": year, "paidOn": paid.isoformat()} for year, paid in life.renewals if paid <= on],
        "events": life.events,
    }
    if life.published_on:
        record["publicationNumber"] = numbering.publication(kind, life.published_on.year)
        record["publishedOn"] = life.published_on.isoformat()
    record |= {"grantedOn": life.granted_on.isoformat()} if life.granted_on else {}
    owners = "proprietors" if life.granted_on else "applicants"
    record |= _people(condition, owners, whose, random, seed)
    is_mortgaged = condition == Condition.MORTGAGED
    return Made(condition, record, (_mortgage(whose, on, random),) if is_mortgaged else ())


def _people(condition: Condition, owners: str, whose: For, random: Random, seed: int) -> Record:
    """The organisation is the owner, or the agent of an invented one; everybody is reached at its own email address."""
    own: people.Party = {"name": whose.name, "person": whose.is_person, "companyNumber": whose.company_number}
    here = people.address(random) | {"email": whose.email}
    represents = whose.relation == Relation.REPRESENTATIVE
    owner = _invented(seed, random.randrange(POOL), whose) if represents else own | {"address": here}
    parties = [owner]
    if condition == Condition.CO_OWNED:
        shares = {"share": "1/2"}
        parties = [owner | shares, _invented(seed, POOL + random.randrange(POOL), whose) | shares]
    told: Record = {owners: parties, "inventors": [people.inventor(random)]}
    told["contacts"] = [
        {"purpose": "proprietor", "name": owner["name"], **owner["address"]},
        {"purpose": "service", "name": whose.name, **here},
    ]
    return told | ({"agents": [{"name": whose.name}]} if represents else {})


def _invented(seed: int, place: int, whose: For) -> people.Party:
    """An owner of the pool, reached at the organisation's own address."""
    party = people.owner(seed, place)
    return party | {"address": party["address"] | {"email": whose.email}}


def _mortgage(whose: For, on: date, random: Random) -> Fact:
    bank = f"{people.town(random)} Bank plc"
    where = people.address(random)
    details = Details(lines=tuple(where["lines"]), postcode=where["postcode"], country="GB", email=whose.email)
    holder = PartyOnRecord(name=bank, details=details)
    signed_on = on - timedelta(days=random.randint(30, 700))
    return InterestRegistered(effective_on=signed_on, number=1, nature=Nature.MORTGAGE, holders=(holder,))
