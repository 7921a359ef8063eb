"""The demonstration clock for tests of pages, which read the time themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from core import clock


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Pages read this time, and what passes after it; the real one again afterwards."""
    clock.move_to(moment)
    yield
    clock.forget()
