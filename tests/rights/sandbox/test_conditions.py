"""The conditions of test patents, worked out here from the days alone.

A renewal is due on the last day of the month of the anniversary. The month after it costs nothing more; from the second
month on an additional fee of £24 is owed for each month, £120 at most, until the sixth is over (Patents Act 1977 s.25(4),
Patents Rules 2007 r.38, Patents (Fees) Rules 2007). It can be restored for thirteen months after that (r.40). The days
here end no period at a weekend, so that nothing is moved.
"""

from calendar import monthrange
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from rights.sandbox.conditions import Condition, kind_for, life_in
from rights.synthetic.lives import Life

WEDNESDAY = date(2024, 6, 12)
DAYS = [
    date(2024, 2, 29), date(2023, 1, 31), date(2023, 3, 1), date(2023, 4, 7), date(2024, 9, 1), date(2024, 12, 1),
    date(2024, 12, 31), date(2025, 11, 30), date(2026, 1, 1), date(2026, 11, 27),
]  # fmt: skip
"""Ends and beginnings of months and years, a leap day, and Sundays after a month that ended on a Saturday."""

pytestmark = pytest.mark.django_db


def lives(condition: Condition, on: date = WEDNESDAY) -> list[Life]:
    return [
        life_in(condition, kind_for(condition, kind), on, Random(seed))
        for kind in ("GB", "EP")
        for seed in range(40)
    ]  # fmt: skip


def first_owed(life: Life) -> date:
    """The anniversary before the first year that is not paid; the fee of a year is due at the end of the year before."""
    paid = max((year for year, _day in life.renewals), default=4)
    return life.filed_on.replace(year=life.filed_on.year + paid, day=1)


def month_of(day: date, months: int = 0) -> tuple[int, int]:
    return divmod(day.year * 12 + day.month - 1 + months, 12)


def granted_early(found: list[Life]) -> list[Life]:
    """Those whose first renewal is at the fourth anniversary: granted three months before it, or earlier."""
    return [life for life in found if life.granted_on and life.granted_on < life.filed_on + timedelta(days=1360)]


@pytest.mark.parametrize(
    ("condition", "nearest", "farthest"),
    [
        (Condition.DUE, 0, 2),
        (Condition.OVERDUE, -1, -1),
        (Condition.LATE, -6, -2),
        (Condition.RESTORABLE, -19, -7),
        (Condition.NOT_DUE, 3, 12),
        (Condition.LICENCES_OF_RIGHT, 0, 2),
        (Condition.CO_OWNED, 0, 2),
        (Condition.MORTGAGED, 0, 2),
    ],
)
def test_what_is_owed_next_falls_due_in_the_months_of_the_rules(
    condition: Condition, nearest: int, farthest: int
) -> None:
    found = granted_early(lives(condition))
    assert len(found) > 30
    window = {month_of(WEDNESDAY, months) for months in range(nearest, farthest + 1)}
    months = {month_of(first_owed(life)) for life in found}
    assert months <= window
    assert len(months) > len(window) // 2


def test_those_that_lapsed_for_good_are_past_the_thirteen_months() -> None:
    last = month_of(WEDNESDAY, -20)
    assert all(month_of(first_owed(life)) <= last for life in granted_early(lives(Condition.CEASED)))


def test_a_fully_paid_patent_is_in_its_twentieth_year_and_an_expired_one_is_past_it() -> None:
    for life in lives(Condition.FULLY_PAID):
        assert max(year for year, _day in life.renewals) == 20
        assert life.filed_on.replace(year=life.filed_on.year + 19, day=1) < WEDNESDAY
        assert life.filed_on.replace(year=life.filed_on.year + 20, day=28) > WEDNESDAY - timedelta(days=28)
    assert all(life.filed_on.year + 20 <= WEDNESDAY.year for life in lives(Condition.EXPIRED))


def test_licences_of_right_were_entered_after_the_grant_and_before_the_fee_could_be_paid() -> None:
    for life in lives(Condition.LICENCES_OF_RIGHT):
        (event,) = life.events
        assert event["kind"] == "licence-of-right-entered"
        assert life.granted_on is not None
        assert life.granted_on < date.fromisoformat(event["on"]) <= WEDNESDAY


def test_applications_are_not_granted_and_only_the_published_ones_have_a_day_of_publication() -> None:
    assert all(life.granted_on is None and life.published_on for life in lives(Condition.PUBLISHED))
    assert all(life.granted_on is None and not life.published_on for life in lives(Condition.APPLICATION))


def test_a_late_grant_came_within_three_months_and_after_three_years_and_nine_months() -> None:
    for life in lives(Condition.RECENTLY_GRANTED):
        assert life.granted_on is not None
        assert timedelta() < WEDNESDAY - life.granted_on <= timedelta(days=92)
        assert life.granted_on - life.filed_on > timedelta(days=1369)


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("condition", Condition)
def test_there_is_a_life_for_every_condition_on_every_day(condition: Condition, on: date) -> None:
    for life in lives(condition, on)[::8]:
        assert life.filed_on < on
        assert all(date.fromisoformat(event["on"]) <= on for event in life.events)


def test_on_the_sunday_after_a_last_day_that_was_a_saturday_the_month_before_counts_as_overdue() -> None:
    """31 August 2024 was a Saturday: what was due then may be paid on Monday 2 September (s.120)."""
    sunday = date(2024, 9, 1)
    assert monthrange(2024, 8)[1] == date(2024, 8, 31).day
    due: set[Any] = {month_of(first_owed(life)) for life in granted_early(lives(Condition.OVERDUE, sunday))}
    assert due == {month_of(date(2024, 7, 1))}
