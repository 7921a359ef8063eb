"""The legal day is London's, through both changes of clocks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.days import end_of, legal_day, start_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
        # 29 March 2026: clocks go forward at 01:00 UTC
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        # 25 October 2026: clocks go back at 01:00 UTC
        (datetime(2026, 10, 24, 22, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
        # the zone in which a moment is written does not matter
        (datetime(2026, 7, 1, 8, 30, tzinfo=timezone(timedelta(hours=9))), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 7, 30, tzinfo=timezone(timedelta(hours=9))), date(2026, 6, 30)),
    ],
)
def test_a_moment_falls_on_its_london_day(moment: datetime, day: date) -> None:
    assert legal_day(moment) == day


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 30), 24)],
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    length = end_of(day).astimezone(UTC) - start_of(day).astimezone(UTC)
    assert length == timedelta(hours=hours)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1), date(2026, 1, 1)])
def test_a_day_begins_and_ends_at_its_own_midnights(day: date) -> None:
    second = timedelta(seconds=1)
    assert legal_day(start_of(day).astimezone(UTC)) == day
    assert legal_day(start_of(day).astimezone(UTC) - second) == day - timedelta(days=1)
    assert legal_day(end_of(day).astimezone(UTC) - second) == day
    assert legal_day(end_of(day).astimezone(UTC)) == day + timedelta(days=1)


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        legal_day(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001
