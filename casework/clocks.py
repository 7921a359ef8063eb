"""The clock of the service standard: working days, stopped while it is not the office's turn; pure functions of dates.

Deadlines of the law are another thing: nothing stops them, and they are never worked out here.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rights.calendar import OfficeCalendar


@dataclass(frozen=True)
class Clock:
    """One clock: it runs towards ``due_on``, or stands still with ``days_left``; neither where no standard applies."""

    due_on: date | None = None
    days_left: int | None = None

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.due_on is not None


def started(calendar: OfficeCalendar, on: date, target_days: int | None) -> Clock:
    """A clock that starts on a day: that day does not count."""
    return Clock() if target_days is None else Clock(due_on=calendar.working_days_after(on, target_days))


def stopped(calendar: OfficeCalendar, clock: Clock, on: date) -> Clock:
    """The same clock, standing still from a day on."""
    if clock.due_on is None:
        return clock
    return Clock(days_left=calendar.working_days_between(on, clock.due_on))


def resumed(calendar: OfficeCalendar, clock: Clock, on: date) -> Clock:
    """The same clock, running again from a day on."""
    if clock.days_left is None:
        return clock
    return Clock(due_on=calendar.working_days_after(on, clock.days_left))


def is_overdue(due_on: date | None, *, on: date) -> bool:
    """Whether the day is over by which it should have been done."""
    return due_on is not None and due_on < on


def due_words(calendar: OfficeCalendar, clock: Clock, *, on: date) -> str:
    """When it should be done, as an officer reads it; empty where no standard applies."""
    if clock.due_on is None:
        return _left_words(clock.days_left)
    if clock.due_on == on:
        return _("Due today")
    days = calendar.working_days_between(on, clock.due_on)
    if clock.due_on < on:
        return ngettext("%(days)s working day late", "%(days)s working days late", -days or 1) % {"days": -days or 1}
    if days <= 1:
        return _("Due tomorrow") if (clock.due_on - on).days == 1 else _("Due next working day")
    return ngettext("Due in %(days)s working day", "Due in %(days)s working days", days) % {"days": days}


def _left_words(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return ngettext("Stopped, %(days)s working day late", "Stopped, %(days)s working days late", -days) % {
            "days": -days
        }
    return ngettext("Stopped with %(days)s working day left", "Stopped with %(days)s working days left", days) % {
        "days": days
    }
