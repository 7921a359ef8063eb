"""On which days the journal appears."""

from datetime import date, timedelta

WEDNESDAY = 2
"""The journal appears on Wednesdays (every dated notice that was seen)."""
OPPOSITION = timedelta(weeks=4)


def journal_on(day: date) -> date:
    """The day of the first journal that appears on the day or after it."""
    return day + timedelta(days=(WEDNESDAY - day.weekday()) % 7)


def next_journal_on(day: date) -> date:
    """The day of the first journal after the day: what is entered on a day can stand in that one."""
    return journal_on(day + timedelta(days=1))


def opposition_ends_on(advertised_from: date) -> date:
    """The last day to oppose what is advertised in the next journal: four weeks after it appears."""
    return next_journal_on(advertised_from) + OPPOSITION
