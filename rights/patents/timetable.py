"""The months in which a renewal is due, late or restorable by the office's calendar, and the states they make."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from rights.calendar import OfficeCalendar, month_end
from rights.patents.terms import Renewal

LATE_MONTHS = 6
RESTORATION_MONTHS = LATE_MONTHS + 13


class State(StrEnum):
    """How a patent stands towards its next renewal on a day."""

    NOT_GRANTED = "not-granted"
    NOT_YET_DUE = "not-yet-due"
    RENEWABLE = "renewable"
    OVERDUE_NO_SURCHARGE = "overdue-no-surcharge"
    LATE = "late"
    RESTORABLE = "restorable"
    CEASED = "ceased"
    FULLY_PAID = "fully-paid"
    EXPIRED = "expired"


PAYABLE = frozenset({State.RENEWABLE, State.OVERDUE_NO_SURCHARGE, State.LATE})
NO_LONGER_IN_FORCE = frozenset({State.RESTORABLE, State.CEASED})
_BY_MONTH = (State.RENEWABLE, State.OVERDUE_NO_SURCHARGE, *[State.LATE] * (LATE_MONTHS - 1))


@dataclass(frozen=True, slots=True)
class DueMonth:
    """The ends of a due month and of the six late months after it, and the end of the time to restore.

    Nominal dates are those of the rules; effective ones are moved to the next open day (s.120, r.110). The ends of the
    months that only raise the additional fee are moved as well, in favour of whoever pays.
    """

    ends: tuple[date, ...]
    restore_by: date
    effective_ends: tuple[date, ...]
    restore_by_effective: date

    @classmethod
    @lru_cache(maxsize=4096)
    def ending(cls, due_on: date, calendar: OfficeCalendar) -> Self:
        """The months of every renewal that is due on this day: late to s.25(4), restorable to r.40."""
        ends = tuple(month_end(due_on, months=number) for number in range(LATE_MONTHS + 1))
        restore_by = month_end(due_on, months=RESTORATION_MONTHS)
        effective_ends = tuple(map(calendar.next_open_day, ends))
        return cls(ends, restore_by, effective_ends, calendar.next_open_day(restore_by))

    def ends_passed(self, on: date) -> int:
        """How many months have ended: 0 in time, 1 to 6 late, 7 when it is too late to renew."""
        return bisect_left(self.effective_ends, on)


def state_of(renewal: Renewal, on: date, month: DueMonth) -> State:
    """How a patent stands on a day if ``renewal`` is its first unpaid one."""
    if on < renewal.opens_on:
        return State.NOT_YET_DUE
    passed = month.ends_passed(on)
    if passed <= LATE_MONTHS:
        return _BY_MONTH[passed]
    return State.RESTORABLE if on <= month.restore_by_effective else State.CEASED
