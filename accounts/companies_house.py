"""The gateway to Companies House: a company by its number, kept for a day, and never asked faster than it allows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import requests
from django.conf import settings
from django.core.cache import cache

from accounts.company_numbers import read_company_number
from core.outside import Refused, Unavailable, outside

CONNECT_SECONDS, READ_SECONDS = 3.05, 6.0
KEPT_SECONDS = 24 * 60 * 60
PAUSE_SECONDS = 5 * 60
PAUSED = "companies-house:paused"
AGENT = "one-ipo"


class UnknownCompany(Refused):
    """Companies House knows no company of that number."""


@dataclass(frozen=True)
class FormerName:
    """A name that the company had, and its first and last day."""

    name: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class Company:
    """What Companies House says of a company; ``status`` in its own word, such as ``active`` or ``dissolved``."""

    number: str
    name: str
    status: str
    kind: str
    former_names: tuple[FormerName, ...]
    lines: tuple[str, ...]
    postcode: str
    country: str

    @property
    def is_active(self) -> bool:
        """Whether it is in business."""
        return self.status in {"active", "open", "registered"}


@outside
def company(number: str) -> Company:
    """The company of a number, asked at most once a day.

    Raises:
        NotACompanyNumber, UnknownCompany.
        Unavailable: while Companies House does not answer, or has had enough of us: let the person type the name.
    """
    own = read_company_number(number)
    kept: dict[str, Any] | None = cache.get(f"companies-house:{own}")
    if kept is None:
        kept = _fetch(own)
        cache.set(f"companies-house:{own}", kept, KEPT_SECONDS)
    return _read(kept)


def _fetch(number: str) -> dict[str, Any]:
    if cache.get(PAUSED):
        raise Unavailable("Companies House asked us to wait")
    try:
        answer = requests.get(
            f"{settings.COMPANIES_HOUSE_URL.rstrip('/')}/company/{number}",
            auth=(settings.COMPANIES_HOUSE_API_KEY, ""),
            headers={"Accept": "application/json", "User-Agent": AGENT},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise Unavailable(type(error).__name__) from error
    return _profile(number, answer)


def _profile(number: str, answer: requests.Response) -> dict[str, Any]:
    if answer.status_code == 404:
        raise UnknownCompany(number)
    if answer.status_code == 429:
        cache.set(PAUSED, True, PAUSE_SECONDS)
    if answer.status_code != 200:
        raise Unavailable(f"Companies House answered {answer.status_code}")
    try:
        body: dict[str, Any] = answer.json()
        _read(body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unavailable("Companies House answered something else") from error
    return body


def _read(body: dict[str, Any]) -> Company:
    office = body.get("registered_office_address") or {}
    first = " ".join(str(office[name]) for name in ("premises", "address_line_1") if office.get(name))
    rest = [str(office[name]) for name in ("address_line_2", "locality", "region") if office.get(name)]
    return Company(
        number=str(body["company_number"]),
        name=str(body["company_name"]),
        status=str(body.get("company_status", "")),
        kind=str(body["type"]),
        former_names=tuple(map(_former, body.get("previous_company_names") or ())),
        lines=tuple(line for line in (first, *rest) if line),
        postcode=str(office.get("postal_code", "")),
        country=str(office.get("country", "")),
    )


def _former(told: dict[str, Any]) -> FormerName:
    return FormerName(str(told["name"]), _day(told.get("effective_from")), _day(told.get("ceased_on")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
