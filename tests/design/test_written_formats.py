"""Dates, times and money in words."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from core.design.formats import day_words, pounds, time_words


@pytest.mark.parametrize(
    ("pence", "words"),
    [(7000, "£70"), (125000, "£1,250"), (7550, "£75.50"), (5, "£0.05"), (0, "£0"), (-300, "-£3"), (-1, "-£0.01")],
)
def test_money_has_commas_and_no_empty_pence(pence: int, words: str) -> None:
    assert pounds(pence) == words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(15, 45), "3:45pm"),
        (time(11), "11am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12, 30), "12:30pm"),
    ],
)
def test_times_are_written_with_am_and_pm(clock: time, words: str) -> None:
    assert time_words(clock) == words


def test_a_moment_is_written_in_london() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert day_words(late) == "1 July 2026"
    assert time_words(late) == "12:30am"


def test_months_are_welsh_on_welsh_pages() -> None:
    with translation.override("cy"):
        assert day_words(date(2026, 2, 25)) == "25 Chwefror 2026"
