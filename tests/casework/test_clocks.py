"""Working days of England and Wales, counted by hand on the calendar of May and June 2024."""

from datetime import date

import pytest

from casework.clocks import Clock, due_words, is_overdue, resumed, started, stopped
from rights.calendar import office_calendar

CALENDAR = office_calendar()
FRIDAY, SATURDAY, TUESDAY = date(2024, 5, 24), date(2024, 5, 25), date(2024, 5, 28)
"""Monday 27 May 2024 is the spring bank holiday."""


@pytest.mark.parametrize(
    ("on", "days", "due_on"),
    [
        (date(2024, 6, 12), 1, date(2024, 6, 13)),
        (date(2024, 6, 12), 3, date(2024, 6, 17)),
        (FRIDAY, 1, TUESDAY),
        (SATURDAY, 1, TUESDAY),
        (date(2024, 6, 12), 10, date(2024, 6, 26)),
        (date(2024, 12, 24), 1, date(2024, 12, 27)),
    ],
)
def test_the_day_of_starting_does_not_count_and_closed_days_neither(on: date, days: int, due_on: date) -> None:
    assert started(CALENDAR, on, days) == Clock(due_on=due_on)


def test_without_a_standard_nothing_is_due() -> None:
    assert started(CALENDAR, FRIDAY, None) == Clock()
    assert stopped(CALENDAR, Clock(), FRIDAY) == resumed(CALENDAR, Clock(), FRIDAY) == Clock()


def test_a_clock_that_stood_still_runs_on_with_what_was_left() -> None:
    running = Clock(due_on=date(2024, 6, 19))
    standing = stopped(CALENDAR, running, date(2024, 6, 14))
    assert standing == Clock(days_left=3)
    assert resumed(CALENDAR, standing, date(2024, 7, 1)) == Clock(due_on=date(2024, 7, 4))


def test_what_was_late_stays_as_late_as_it_was() -> None:
    standing = stopped(CALENDAR, Clock(due_on=FRIDAY), date(2024, 5, 29))
    assert standing == Clock(days_left=-2)
    assert resumed(CALENDAR, standing, date(2024, 6, 12)) == Clock(due_on=date(2024, 6, 10))


@pytest.mark.parametrize(
    ("due_on", "on", "words"),
    [
        (date(2024, 6, 12), date(2024, 6, 12), "Due today"),
        (date(2024, 6, 13), date(2024, 6, 12), "Due tomorrow"),
        (TUESDAY, FRIDAY, "Due next working day"),
        (date(2024, 6, 17), date(2024, 6, 12), "Due in 3 working days"),
        (date(2024, 6, 11), date(2024, 6, 12), "1 working day late"),
        (date(2024, 6, 10), date(2024, 6, 12), "2 working days late"),
    ],
)
def test_when_it_is_due_is_said_in_words(due_on: date, on: date, words: str) -> None:
    assert due_words(CALENDAR, Clock(due_on=due_on), on=on) == words


def test_a_standing_clock_says_what_is_left() -> None:
    assert due_words(CALENDAR, Clock(days_left=3), on=FRIDAY) == "Stopped with 3 working days left"
    assert due_words(CALENDAR, Clock(days_left=-1), on=FRIDAY) == "Stopped, 1 working day late"
    assert due_words(CALENDAR, Clock(), on=FRIDAY) == ""


def test_the_last_day_itself_is_in_time() -> None:
    assert not is_overdue(FRIDAY, on=FRIDAY)
    assert is_overdue(FRIDAY, on=SATURDAY)
    assert not is_overdue(None, on=FRIDAY)
