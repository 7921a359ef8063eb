"""Where one right of a portfolio stands on a day: what its renewal needs, by when, and whether it can be paid now."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rights.calendar import months_after
from rights.portfolio.needs import DUE, LATE, MONTHS_AHEAD, RESTORABLE, first_still_timely
from rights.rulebook import rulebook
from rights.statuses import Status


class Dated(Protocol):
    """A row with the dates of its next renewal: a link, or the right itself."""

    status: str
    opens_on: date | None
    due_on: date | None
    late_until: date | None
    restore_by: date | None


@dataclass(frozen=True, slots=True)
class Stance:
    """``need`` is one of ``NEEDS`` or empty. ``last_on`` is the last day for the next step, moved past closed days."""

    need: str = ""
    last_on: date | None = None
    is_payable: bool = False


NOTHING = Stance()


class Stances:
    """Tells the stance of many rows on one day; the calendar is asked once for the day and once for each date."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.timely = first_still_timely(on)
        self.horizon = months_after(on, MONTHS_AHEAD)

    def of(self, row: Dated) -> Stance:
        """The same as ``needing`` says in the database, for a row at hand (s.25(3) and (4), s.28, s.120)."""
        if row.due_on is None or row.late_until is None or row.restore_by is None:
            return NOTHING
        if row.status == Status.GRANTED and row.late_until >= self.timely:
            return self._in_force(row, row.due_on, row.late_until)
        has_lapsed = row.status in {Status.GRANTED, Status.CEASED} and row.late_until < self.timely
        if has_lapsed and row.restore_by >= self.timely:
            return Stance(RESTORABLE, _moved(row.restore_by))
        return NOTHING

    def _in_force(self, row: Dated, due_on: date, late_until: date) -> Stance:
        if due_on < self.timely:
            return Stance(LATE, _moved(late_until), is_payable=True)
        need = DUE if due_on <= self.horizon else ""
        return Stance(need, _moved(due_on), is_payable=row.opens_on is not None and row.opens_on <= self.on)


def _moved(day: date) -> date:
    """The day itself or, where time cannot run out on it, the next open one (s.120)."""
    return rulebook().calendar.next_open_day(day)
