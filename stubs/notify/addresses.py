"""Postal addresses of letters: 3 to 7 lines, the last a UK postcode or a country."""

import re
from collections.abc import Mapping
from typing import Any

from stubs.notify.fields import key_of
from stubs.notify.refusals import invalid

_POSTCODE = re.compile(r"(GIR\s?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][ABD-HJLNP-UW-Z]{2})", re.I)
_BAD_START = tuple('@()=[]"\\/,<>')
_LISTED = """
    Argentina, Australia, Austria, Belgium, Brazil, Bulgaria, Canada, Chile, China, Croatia, Cyprus, Czech
    Republic, Czechia, Denmark, Egypt, Estonia, Finland, France, Germany, Greece, Guernsey, Hong Kong,
    Hungary, Iceland, India, Indonesia, Ireland, Isle of Man, Israel, Italy, Japan, Jersey, Kenya, Latvia,
    Liechtenstein, Lithuania, Luxembourg, Malaysia, Malta, Mexico, Monaco, Netherlands, New Zealand, Nigeria,
    Norway, Pakistan, Philippines, Poland, Portugal, Republic of Ireland, Republic of Korea, Romania, Russia,
    Saudi Arabia, Serbia, Singapore, Slovakia, Slovenia, South Africa, South Korea, Spain, Sweden,
    Switzerland, Taiwan, Thailand, The Netherlands, Turkey, USA, Ukraine, United Arab Emirates, United
    States, United States of America, Vietnam
"""
COUNTRIES = frozenset(name.strip().casefold() for name in _LISTED.split(","))


def lines_of(personalisation: Mapping[str, Any]) -> list[str]:
    """Return the lines of the address given, empty ones left out; raise Refusal if Notify would not print it."""
    given = {key_of(name): str(value).strip() for name, value in personalisation.items() if value not in (None, "")}
    keys = [f"addressline{number}" for number in range(1, 8)] + ["postcode"]
    lines = [" ".join(given[key].split()) for key in keys if given.get(key)]
    check(lines)
    return [*lines[:-1], _tidy(lines[-1])]


def check(lines: list[str]) -> None:
    """Refuse an address in Notify's words."""
    if len(lines) < 3:
        raise invalid("Address must be at least 3 lines")
    if len(lines) > 7:
        raise invalid("Address must be no more than 7 lines")
    if any(line.startswith(_BAD_START) for line in lines):
        raise invalid('Address lines must not start with any of the following characters: @ ( ) = [ ] " \\ / , < >')
    if not _POSTCODE.fullmatch(lines[-1]) and not _is_country(lines[-1]):
        raise invalid("Last line of address must be a real UK postcode or another country")


def _is_country(line: str) -> bool:
    return line.casefold().strip(". ") in COUNTRIES


def _tidy(line: str) -> str:
    if not _POSTCODE.fullmatch(line):
        return line
    bare = line.upper().replace(" ", "")
    return f"{bare[:-3]} {bare[-3:]}"
