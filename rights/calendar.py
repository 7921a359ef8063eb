"""The days on which time runs out at the office, and months as the law counts them (Patents Act 1977 s.120)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

EXCLUDED_DAYS_FILE = Path(__file__).parent / "data" / "excluded_days.json"
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def month_start(day: date, *, months: int = 0) -> date:
    """The first day of the month that is ``months`` after (or, if negative, before) that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def month_end(day: date, *, months: int = 0) -> date:
    """The last day of the month that is ``months`` after (or, if negative, before) that of ``day``."""
    return month_start(day, months=months + 1) - ONE_DAY


def months_after(day: date, months: int) -> date:
    """The corresponding date ``months`` later, or the last day of that month if it has none (Dodds v Walker)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return month_end(day, months=months)


def anniversary(day: date, number: int) -> date:
    """The ``number``-th anniversary; of 29 February, 28 February in a common year."""
    return months_after(day, 12 * number)


def anniversaries_until(on: date, day: date) -> int:
    """How many anniversaries of ``day`` have come by ``on``, that day included."""
    number = on.year - day.year
    return number if anniversary(day, number) <= on else number - 1


@dataclass(frozen=True, slots=True)
class Interruption:
    """A run of interrupted days, both ends included (Patents Rules 2007 r.110)."""

    from_on: date
    until_on: date
    reason: str = ""

    def days(self) -> Iterable[date]:
        """Every day of the interruption."""
        length = (self.until_on - self.from_on).days + 1
        return (self.from_on + timedelta(days=number) for number in range(length))


@dataclass(frozen=True, eq=False)
class OfficeCalendar:
    """Which days are excluded (s.120) or interrupted (r.110); weekends are excluded by rule.

    Calendars compare by identity, so that what was worked out on one can be remembered.
    """

    excluded: Mapping[date, str] = field(default_factory=dict)
    interruptions: tuple[Interruption, ...] = ()
    _closed: Mapping[date, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        interrupted = {day: period.reason for period in self.interruptions for day in period.days()}
        object.__setattr__(self, "_closed", {**self.excluded, **interrupted})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Reads the layout of ``data/excluded_days.json``."""
        return cls(
            excluded={date.fromisoformat(row["on"]): row["name"] for row in data["excluded"]},
            interruptions=tuple(
                Interruption(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]), row["reason"])
                for row in data["interrupted"]
            ),
        )

    @classmethod
    def load(cls, path: Path = EXCLUDED_DAYS_FILE) -> Self:
        """Reads a file of excluded and interrupted days."""
        return cls.from_data(json.loads(path.read_text(encoding="utf-8")))

    def is_open(self, on: date) -> bool:
        """Whether a period of time can run out on this day."""
        return on.weekday() < SATURDAY and on not in self._closed

    def why_closed(self, on: date) -> str | None:
        """The name of the bank holiday or interruption on this day; None for open days and mere weekends."""
        return self._closed.get(on)

    def next_open_day(self, on: date) -> date:
        """The day itself if it is open, else the first open day after it (s.120, r.110(3))."""
        while not self.is_open(on):
            on += ONE_DAY
        return on

    def working_days_after(self, on: date, number: int) -> date:
        """The open day that is so many open days after a day; before it where the number is negative."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        while number:
            on += step
            number -= self.is_open(on) * (1 if number > 0 else -1)
        return on

    def working_days_between(self, start: date, end: date) -> int:
        """How many open days there are after ``start`` until ``end``, that day included; negative backwards."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_open(day) for day in days)


@cache
def office_calendar() -> OfficeCalendar:
    """The calendar that is delivered with the service."""
    return OfficeCalendar.load()
