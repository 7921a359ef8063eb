"""When the office must tell a proprietor about an unpaid renewal (Patents Rules 2007 rr.39 and 41)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rights.calendar import ONE_DAY
from rights.patents.quote import Quote

SIX_WEEKS = timedelta(weeks=6)


class NoticeKind(StrEnum):
    """The two notices that the rules demand."""

    OVERDUE = "overdue"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is owed while the renewal is unpaid: true from ``from_on``, to be sent until ``by_on``."""

    kind: NoticeKind
    from_on: date
    by_on: date


def overdue_notice_by(due_on: date) -> date:
    """The end of the six weeks after the renewal period (r.39)."""
    return due_on + SIX_WEEKS


def lapse_notice_by(late_until: date) -> date:
    """The end of the six weeks after the period for late payment (r.41)."""
    return late_until + SIX_WEEKS


def notices(quote: Quote) -> tuple[Notice, ...]:
    """Both notices of an unpaid renewal, or none where nothing is to be renewed.

    Neither may go out while excluded or interrupted days still leave time to pay.
    """
    if quote.due_on is None or quote.late_until is None:
        return ()
    return (
        _notice(NoticeKind.OVERDUE, quote.due_on_effective or quote.due_on, overdue_notice_by(quote.due_on)),
        _notice(NoticeKind.LAPSED, quote.late_until_effective or quote.late_until, lapse_notice_by(quote.late_until)),
    )


def _notice(kind: NoticeKind, time_to_pay_ends_on: date, by_on: date) -> Notice:
    from_on = time_to_pay_ends_on + ONE_DAY
    return Notice(kind, from_on, max(from_on, by_on))
