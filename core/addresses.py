"""Postal addresses as forms take them: countries by their ISO 3166 code, and postcodes as Royal Mail writes them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

FILE = Path(__file__).parent / "data" / "countries.json"
ROYAL_MAIL = frozenset({"GB", "GG", "IM", "JE"})
GIBRALTAR = "GI"
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class Addressed(Protocol):
    """Anything that has an address."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The address without postcode and country."""

    @property
    def postcode(self) -> str:
        """The postcode, or empty."""

    @property
    def country(self) -> str:
        """The country's ISO 3166 code."""


class NotAPostcode(ValueError):
    """What was typed is no full postcode."""


def has_british_postcode(country: str) -> bool:
    """Whether addresses in the country end with a postcode of Royal Mail's form."""
    return country in ROYAL_MAIL


def read_postcode(typed: str) -> str:
    """The postcode in capitals with its space, however it was typed; letters O and I in its digits are read as 0 and 1.

    Raises:
        NotAPostcode.
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", typed).upper()
    tail = letters[-3:-2].translate(str.maketrans("OI", "01")) + letters[-2:]
    found = POSTCODE.fullmatch(letters[:-3] + tail)
    if found is None:
        raise NotAPostcode(typed)
    return f"{found[1]} {found[2]}"


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return names


def countries() -> list[tuple[str, str]]:
    """Codes and names: the United Kingdom first, then by name."""
    rest = sorted(((code, name) for code, name in _names().items() if code != "GB"), key=lambda pair: pair[1])
    return [("GB", _("United Kingdom")), *rest]


def service_countries() -> list[tuple[str, str]]:
    """The countries in which an address for service may be (Patents Rules 2007 r.103)."""
    return [pair for pair in countries() if pair[0] in ROYAL_MAIL | {GIBRALTAR}]


def is_country(code: str) -> bool:
    """Whether it is the code of a country."""
    return code in _names()


def country_name(code: str) -> str:
    """The country's name, or the code where it is unknown; empty for the United Kingdom, as on its own letters."""
    return "" if code == "GB" else _names().get(code, code)


def letter_lines(address: Addressed) -> tuple[str, ...]:
    """The address as a letter has it, postcode and country at its end; empty where no address is known."""
    if not address.lines:
        return ()
    return tuple(line for line in (*address.lines, address.postcode, country_name(address.country)) if line)
