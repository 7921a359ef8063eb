"""Reading values of outside records: each reader says in one sentence what is wrong and how it should be."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from rights.imports.incoming import Unacceptable
from rights.numbers import check_digit, parse

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NOT_TEXT = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
"""Control characters, and halves of characters, which no database can store."""
CANONICAL = {
    "gb-application": re.compile(r"GB\d{7}\.\d", re.ASCII),
    "ep-application": re.compile(r"EP\d{8}\.\d", re.ASCII),
    "gb-publication": re.compile(r"GB2\d{6}", re.ASCII),
    "ep-publication": re.compile(r"EP\d{7}", re.ASCII),
    "spc": re.compile(r"SPC/GB\d\d/\d{3}", re.ASCII),
}


def known_only(data: Mapping[str, Any], names: Collection[str], *, where: str) -> None:
    """Refuses fields that the format does not have, so that a slip of the pen is not lost."""
    if not data.keys() <= names:  # type: ignore[operator]
        unknown = sorted(data.keys() - names)
        raise Unacceptable(f"{where} has a field that is not known: {unknown[0]}")


def day(data: Mapping[str, Any], name: str) -> date | None:
    """A day written as YYYY-MM-DD, or None where it is missing or null."""
    value = data.get(name)
    if value is None:
        return None
    found = known_day(value) if isinstance(value, str) else None
    if found is None:
        raise Unacceptable(f"{name} must be a day of the calendar written as YYYY-MM-DD, not {value!r}")
    return found


@lru_cache(maxsize=30_000)
def known_day(value: str) -> date | None:
    """The day, or None; there are few days and many records, so each is read once."""
    try:
        return date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        return None


def needed_day(data: Mapping[str, Any], name: str) -> date:
    """The same where it must be given."""
    found = day(data, name)
    if found is None:
        raise Unacceptable(f"{name} is missing: give a day written as YYYY-MM-DD")
    return found


def text(data: Mapping[str, Any], name: str, *, most: int, needed: bool = False) -> str:
    """A line of text without control characters, at most ``most`` characters long."""
    value = data.get(name)
    if type(value) is str and len(value) <= most and value.isprintable() and not needed:
        return value
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise Unacceptable(f"{name} must be text")
    if len(value) > most:
        raise Unacceptable(f"{name} is longer than {most} characters")
    if not value.isprintable() and NOT_TEXT.search(value):
        raise Unacceptable(f"{name} holds a character that is not text")
    if needed and not value.strip():
        raise Unacceptable(f"{name} is missing")
    return value


def flag(data: Mapping[str, Any], name: str) -> bool:
    """True or false; false where it is missing."""
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise Unacceptable(f"{name} must be true or false")
    return value


def whole(data: Mapping[str, Any], name: str, *, least: int, most: int) -> int | None:
    """A whole number within bounds, or None where it is missing or null."""
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Unacceptable(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return value


def items(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """A list of objects; empty where it is missing or null."""
    value = data.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Unacceptable(f"{name} must be a list of objects")
    return cast(list[Mapping[str, Any]], value)


def number(data: Mapping[str, Any], name: str, *kinds: str) -> str:
    """A number of one of the kinds in the register's form; empty where it is missing or null."""
    value = data.get(name)
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise Unacceptable(f"{name} must be text")
    if any(is_canonical(value, kind) for kind in kinds):
        return value
    return _parsed(name, value, kinds)


def is_canonical(value: str, kind: str) -> bool:
    """Whether a number of the kind is written as the register writes it, with a right check digit."""
    if not CANONICAL[kind].fullmatch(value):
        return False
    return not kind.endswith("application") or check_digit(value[2:-2]) == value[-1]


def _parsed(name: str, value: str, kinds: Collection[str]) -> str:
    try:
        found = parse(value)
    except ValueError as error:
        raise Unacceptable(f"{name}: {error}") from None
    for reading in (found, found.alternative):
        if reading is not None and reading.kind in kinds:
            return reading.canonical
    raise Unacceptable(f"{name} must be of the kind {' or '.join(kinds)}, and {value} is {found.kind}")
