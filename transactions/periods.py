"""How long declared waits last: to the next journal, four weeks to oppose, a month to be heard."""

from datetime import date, timedelta

from rights.calendar import ONE_DAY, months_after
from rights.journal.days import OPPOSITION, journal_on, next_journal_on
from rights.rulebook import rulebook
from transactions.parts import Answers

DAYS_TO_A_JOURNAL = timedelta(days=6)


def no_end(answers: Answers, began_on: date) -> date | None:
    """Until somebody ends it."""
    return None


def that_day(answers: Answers, began_on: date) -> date:
    """The day itself."""
    return began_on


def until_next_journal(answers: Answers, began_on: date) -> date:
    """The day before the next journal, so that what follows begins on the day on which it appears."""
    return next_journal_on(began_on) - ONE_DAY


def four_weeks_to_oppose(answers: Answers, began_on: date) -> date:
    """Four weeks from the journal that appeared on the day or last before it (general knowledge, to be confirmed)."""
    return past_excluded_days(journal_on(began_on - DAYS_TO_A_JOURNAL) + OPPOSITION)


def one_month(answers: Answers, began_on: date) -> date:
    """The time to ask to be heard (by analogy with Patents Rules 2007 r.32(7))."""
    return past_excluded_days(months_after(began_on, 1))


def two_months(answers: Answers, began_on: date) -> date:
    """Two months, to the corresponding day."""
    return past_excluded_days(months_after(began_on, 2))


def past_excluded_days(last: date) -> date:
    """Time that runs out on an excluded or interrupted day runs to the next open one (s.120, r.110(3))."""
    return rulebook().calendar.next_open_day(last)
