"""Months are counted as the law counts them, and time does not run out on days when the office is closed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rights.calendar import (
    Interruption,
    OfficeCalendar,
    anniversaries_until,
    anniversary,
    month_end,
    month_start,
    months_after,
    office_calendar,
)

DAYS = st.dates(date(1978, 6, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 3, 15), 3, date(2023, 6, 15)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 5, 31), -3, date(2023, 2, 28)),
        (date(2023, 12, 1), 1, date(2024, 1, 1)),
    ],
)
def test_a_month_runs_to_the_corresponding_date_or_the_end_of_the_month(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_the_first_and_last_days_of_months_cross_years() -> None:
    assert month_start(date(2024, 1, 31), months=-2) == date(2023, 11, 1)
    assert month_end(date(2023, 8, 20), months=6) == date(2024, 2, 29)
    assert month_end(date(2024, 12, 15)) == date(2024, 12, 31)


def test_29_february_has_its_anniversary_on_28_february_in_a_common_year() -> None:
    assert anniversary(date(2016, 2, 29), 5) == date(2021, 2, 28)
    assert anniversary(date(2016, 2, 29), 8) == date(2024, 2, 29)


def test_an_anniversary_counts_on_its_own_day() -> None:
    assert anniversaries_until(date(2022, 7, 6), date(2015, 7, 7)) == 6
    assert anniversaries_until(date(2022, 7, 7), date(2015, 7, 7)) == 7


@pytest.mark.parametrize(
    ("day", "next_open"),
    [
        (date(2023, 5, 31), date(2023, 5, 31)),  # a Wednesday
        (date(2024, 8, 31), date(2024, 9, 2)),  # a Saturday
        (date(2022, 7, 31), date(2022, 8, 1)),  # a Sunday
        (date(2023, 12, 31), date(2024, 1, 2)),  # a Sunday before New Year's Day
        (date(2024, 3, 29), date(2024, 4, 2)),  # Good Friday, weekend, Easter Monday
        (date(2021, 12, 25), date(2021, 12, 29)),  # a weekend Christmas with both substitute days
        (date(2022, 6, 2), date(2022, 6, 6)),  # the moved spring bank holiday and the Platinum Jubilee
        (date(2022, 9, 19), date(2022, 9, 20)),  # the funeral of Queen Elizabeth II
        (date(2023, 5, 8), date(2023, 5, 9)),  # the coronation
        (date(2020, 5, 4), date(2020, 7, 30)),  # interrupted, and no bank holiday that year
        (date(2020, 3, 24), date(2020, 7, 30)),
        (date(2020, 3, 23), date(2020, 3, 23)),
    ],
)
def test_time_runs_on_to_the_next_open_day(day: date, next_open: date) -> None:
    assert office_calendar().next_open_day(day) == next_open


def test_an_interruption_that_ends_before_a_weekend_runs_on_over_it() -> None:
    calendar = OfficeCalendar(interruptions=(Interruption(date(2024, 5, 6), date(2024, 5, 10), "Flood"),))
    assert calendar.next_open_day(date(2024, 5, 7)) == date(2024, 5, 13)
    assert calendar.why_closed(date(2024, 5, 7)) == "Flood"
    assert calendar.why_closed(date(2024, 5, 11)) is None


def test_bank_holidays_have_names() -> None:
    assert office_calendar().why_closed(date(2024, 1, 1)) == "New Year's Day"


@given(DAYS)
def test_the_next_open_day_is_open_and_nothing_before_it_is(day: date) -> None:
    calendar = office_calendar()
    found = calendar.next_open_day(day)
    assert found >= day
    assert calendar.is_open(found)
    assert not any(calendar.is_open(date.fromordinal(number)) for number in range(day.toordinal(), found.toordinal()))


@given(DAYS, st.integers(-60, 240))
def test_a_shift_by_months_lands_in_the_right_month(day: date, months: int) -> None:
    shifted = months_after(day, months)
    assert (shifted.year * 12 + shifted.month) - (day.year * 12 + day.month) == months
    assert month_start(day, months=months) <= shifted <= month_end(day, months=months)
