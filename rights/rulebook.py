"""The calendar and the fees by which the rules are applied: the loaded tables, or else the delivered files."""

from dataclasses import dataclass
from functools import cache
from secrets import token_hex
from typing import Any

from django.core.cache import cache as cache_of_all

from rights.calendar import OfficeCalendar, office_calendar
from rights.models import ExcludedDay, FeeTable
from rights.patents.fees import FeeBook, fee_book

VERSION = "rulebook-version"
_seen: dict[str, str | None] = {"version": None}


@dataclass(frozen=True)
class Rulebook:
    """Dated data on which every deadline and fee rests."""

    calendar: OfficeCalendar
    fees: FeeBook


@cache
def rulebook() -> Rulebook:
    """Read once by each process; ``forget_rulebook`` makes it read again."""
    return Rulebook(_calendar(), _fees())


def forget_rulebook() -> None:
    """To be called after the tables were changed; other processes notice by ``follow_rulebook``."""
    _seen["version"] = token_hex(8)
    cache_of_all.set(VERSION, _seen["version"], None)
    rulebook.cache_clear()


def follow_rulebook() -> None:
    """Reads the tables again next time if another process has changed them; asks the cache, never the database."""
    version = cache_of_all.get(VERSION)
    if version != _seen["version"]:
        _seen["version"] = version
        rulebook.cache_clear()


def _calendar() -> OfficeCalendar:
    rows = list(ExcludedDay.objects.order_by("from_on"))
    return OfficeCalendar.from_data(_calendar_data(rows)) if rows else office_calendar()


def _calendar_data(rows: list[ExcludedDay]) -> dict[str, Any]:
    excluded = [row for row in rows if row.kind == ExcludedDay.Kind.EXCLUDED]
    interrupted = [row for row in rows if row.kind == ExcludedDay.Kind.INTERRUPTED]
    return {
        "excluded": [{"on": row.from_on.isoformat(), "name": row.name} for row in excluded],
        "interrupted": [
            {"from": row.from_on.isoformat(), "to": row.until_on.isoformat(), "reason": row.name} for row in interrupted
        ],
    }


def _fees() -> FeeBook:
    rows = list(FeeTable.objects.filter(field="patent").order_by("part", "place"))
    return FeeBook.from_data(fee_data(rows)) if rows else fee_book()


def fee_data(rows: list[FeeTable]) -> dict[str, Any]:
    """The rows put together again as their data file lays them out: lists where a part has several places."""
    data: dict[str, Any] = {}
    for row in rows:
        if row.place:
            data.setdefault(row.part, []).append(row.body)
        else:
            data[row.part] = row.body
    return data
