"""Reads a date that a person typed in three boxes, and says what is wrong with it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

PARTS = ("day", "month", "year")
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WELSH_MONTHS = {
    "ion": 1, "chw": 2, "maw": 3, "ebr": 4, "mai": 5, "meh": 6,
    "gor": 7, "aws": 8, "med": 9, "hyd": 10, "tac": 11, "rha": 12,
}  # fmt: skip


class Typed(NamedTuple):
    """What stands in the three boxes, as typed."""

    day: str
    month: str
    year: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not any(part.strip() for part in self)


class NotADate(ValueError):
    """The boxes do not hold a date. ``code`` names the fault, ``parts`` the boxes at fault."""

    def __init__(self, code: str, parts: Sequence[str]) -> None:
        super().__init__(code)
        self.code = code
        self.parts = tuple(parts)


def read_date(typed: Typed) -> date:
    """The date in the boxes; months may be words. Raises ``NotADate``."""
    if typed.is_empty:
        raise NotADate("required", PARTS)
    missing = [name for name in PARTS if not getattr(typed, name).strip()]
    if missing:
        raise NotADate("missing", missing)
    return _real(_number(typed.day), _month(typed.month), _year(typed.year))


def parts_at_fault(typed: Typed) -> tuple[str, ...]:
    """The boxes to mark as wrong; all of them where the date itself is real."""
    try:
        read_date(typed)
    except NotADate as fault:
        return fault.parts
    return PARTS


def _number(text: str) -> int:
    stripped = text.strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) <= 4 else 0


def _month(text: str) -> int:
    start = text.strip().lower()[:3]
    return MONTHS.get(start) or WELSH_MONTHS.get(start) or _number(text)


def _year(text: str) -> int:
    if len(text.strip()) != 4 or not _number(text):
        raise NotADate("year", ["year"])
    return _number(text)


def _real(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise NotADate("invalid", PARTS if not 1 <= day <= 31 else ["month"])
    if not 1 <= day <= 31:
        raise NotADate("invalid", ["day"])
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate("invalid", PARTS) from None
