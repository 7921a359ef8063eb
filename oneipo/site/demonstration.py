"""The demonstration register: invented patents in every state on the day on which it is loaded."""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from core.clock import now
from core.days import legal_day
from oneipo.site.demonstration_lives import LIVES, Life
from rights.calendar import months_after
from rights.models import Right
from rights.numbers import check_digit

BACKGROUND_RIGHTS = 300
SEED = 1977

RHIANNON: dict[str, Any] = {
    "name": "Rhiannon Testwood",
    "person": True,
    "address": {
        "lines": ["14 Sample Terrace", "Newport"],
        "postcode": "NP10 9ZZ",
        "email": "rhiannon.testwood@example.org",
    },
}
HARRIET: dict[str, Any] = {
    "name": "Harriet Halfshare",
    "person": True,
    "address": {
        "lines": ["9 Second Street", "Newport"],
        "postcode": "NP10 9ZZ",
        "email": "harriet.halfshare@example.org",
    },
}
TURBINES: dict[str, Any] = {
    "name": "Synthetic Turbines Ltd",
    "companyNumber": "09999901",
    "address": {
        "lines": ["1 Example Quay", "Swansea"],
        "postcode": "SA1 9ZZ",
        "email": "amara@synthetic-turbines.example",
    },
}
FIRM: dict[str, Any] = {
    "name": "Mockford & Specimen LLP",
    "companyNumber": "OC999902",
    "address": {
        "lines": ["3 Illustration Mews", "Cardiff"],
        "postcode": "CF10 9ZZ",
        "email": "gareth@mockford-specimen.example",
    },
}


def load_demonstration(*, say: Callable[[str], object]) -> None:
    """Loads the register once; a register that holds anything stays as it is."""
    if Right.everything.exists():
        return
    on = legal_day(now())
    with tempfile.TemporaryDirectory() as folder:
        named, background = Path(folder) / "named.jsonl", Path(folder) / "background.jsonl"
        named.write_text("".join(json.dumps(line) + "\n" for line in named_rights(on)))
        _quietly("make_register", rights=BACKGROUND_RIGHTS, seed=SEED, on=on, out=background)
        for path in (named, background):
            _quietly("import_register", path, format="jsonl", source=f"demonstration-{path.stem}")
    say(f"Loaded {Right.everything.count()} invented rights.")


def _quietly(command: str, *words: object, **options: object) -> None:
    """Runs a command whose own words would mean nothing to somebody who just starts the service."""
    call_command(command, *words, stdout=StringIO(), stderr=StringIO(), **options)


def named_rights(on: date) -> Iterator[dict[str, Any]]:
    """The rights that the README and the personas know, as JSON Lines records."""
    for place, life in enumerate(LIVES, 1):
        yield right_of(life, place, on)


def right_of(life: Life, place: int, on: date) -> dict[str, Any]:
    """One record: filed so long before the day that the patent is in the life's state on it."""
    anniversary = months_after(on.replace(day=15), life.anniversary_in_months)
    filed_on = months_after(anniversary, -12 * life.anniversary)
    owner = RHIANNON if life.owner == "rhiannon" else TURBINES
    owner = owner | {"since": filed_on.isoformat()}
    record: dict[str, Any] = {
        "kind": life.kind,
        "applicationNumber": _application_number(life.kind, filed_on, place),
        "title": life.title,
        "filedOn": filed_on.isoformat(),
        "proprietors": list(_owners(owner, life)),
        "inventors": [{"name": "Ida Inventor", "person": True}],
        "contacts": list(_contacts(owner, life, filed_on)),
        "renewals": [
            {"year": year, "paidOn": months_after(filed_on, 12 * (year - 1)).isoformat()}
            for year in range(5, life.paid_through + 1)
        ],
    }
    record |= {"agents": [FIRM]} if life.represented else {}
    return record | _published(life, place, filed_on) | _events(life, filed_on)


def _owners(owner: dict[str, Any], life: Life) -> Iterator[dict[str, Any]]:
    if not life.is_shared:
        yield owner
        return
    for one in (owner, HARRIET):
        yield one | {"since": owner["since"], "share": "1/2"}


def _published(life: Life, place: int, filed_on: date) -> dict[str, Any]:
    if life.granted_after_months == 0:
        return {}
    number = f"GB29{place:05d}" if life.kind == "GB" else f"EP39{place:05d}"
    granted_on = months_after(filed_on, life.granted_after_months)
    published_on = min(months_after(filed_on, 18), granted_on)
    return {
        "publicationNumber": number,
        "publishedOn": published_on.isoformat(),
        "grantedOn": granted_on.isoformat(),
    }


def _events(life: Life, filed_on: date) -> dict[str, Any]:
    events = []
    if life.licences_of_right:
        entered_on = months_after(filed_on, 52)
        events.append({"kind": "licence-of-right-entered", "on": entered_on.isoformat()})
    if life.ceased:
        ceased_on = months_after(filed_on, 12 * life.paid_through)
        recorded_on = months_after(ceased_on, 9)
        events.append({"kind": "ceased", "on": ceased_on.isoformat(), "recordedOn": recorded_on.isoformat()})
    return {"events": events} if events else {}


def _contacts(owner: dict[str, Any], life: Life, filed_on: date) -> Iterator[dict[str, Any]]:
    serving = FIRM if life.represented else owner
    for purpose, party in (("proprietor", owner), ("service", serving)):
        yield {"purpose": purpose, "name": party["name"], "since": filed_on.isoformat(), **party["address"]}


def _application_number(kind: str, filed_on: date, place: int) -> str:
    body = f"{filed_on:%y}{90000 + place:05d}" if kind == "GB" else f"{filed_on:%y}{990000 + place:06d}"
    return f"{kind}{body}.{check_digit(body)}"
