"""The demonstration clock: moved in development, refused elsewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connections

from core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    clock.forget()


def test_the_clock_can_be_moved_to_any_moment() -> None:
    wanted = datetime(2030, 4, 5, 22, 59, tzinfo=UTC)
    clock.move_to(wanted)
    assert timedelta(seconds=-1) < clock.now() - wanted < timedelta(seconds=30)


def test_the_clock_that_nobody_moved_is_the_real_one() -> None:
    clock.forget()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_outside_development_the_clock_is_neither_moved_nor_asked(settings: Any) -> None:
    clock.move_to(datetime(2030, 1, 1, tzinfo=UTC))
    settings.DEVELOPMENT = False
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(RuntimeError, match="development only"):
        clock.move_to(datetime(2031, 1, 1, tzinfo=UTC))


def test_a_thread_that_sees_another_time_tells_it_to_no_other() -> None:
    """The move is not committed, so that another connection does not see it."""
    clock.move_to(datetime(2030, 4, 5, 12, tzinfo=UTC))
    seen: list[int] = []

    def look() -> None:
        seen.append(clock.now().year)
        connections.close_all()

    other = Thread(target=look)
    other.start()
    other.join()
    assert seen != [2030]
    assert clock.now().year == 2030
