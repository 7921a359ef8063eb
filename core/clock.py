"""The one clock, read at the edges only: front doors, commands and tasks; everything below is told the time."""

from datetime import datetime, timedelta
from threading import local
from time import monotonic

from django.conf import settings
from django.utils import timezone

from core.models.clock import DemonstrationClock

KEPT_FOR_SECONDS = 1.0


class _Kept(local):
    """What a thread last read, and when: one that sees another database transaction never tells its time to others."""

    read: tuple[float, int] = (-KEPT_FOR_SECONDS, 0)


_kept = _Kept()


def now() -> datetime:
    """The time in UTC; in development moved by the demonstration clock."""
    real = timezone.now()
    return real + timedelta(seconds=seconds_ahead()) if settings.DEVELOPMENT else real


def seconds_ahead() -> int:
    """How far the demonstration clock is ahead of the real one, read at most once a second."""
    if monotonic() - _kept.read[0] >= KEPT_FOR_SECONDS:
        _kept.read = (monotonic(), _stored_seconds())
    return _kept.read[1]


def move_to(moment: datetime) -> int:
    """Sets the demonstration clock to the moment and returns the seconds by which it is ahead.

    Raises:
        RuntimeError: outside development.
    """
    if not settings.DEVELOPMENT:
        raise RuntimeError("The demonstration clock runs in development only")
    ahead = round((moment - timezone.now()).total_seconds())
    DemonstrationClock.objects.update_or_create(pk=1, defaults={"ahead_seconds": ahead})
    forget()
    return ahead


def forget() -> None:
    """The next look at the clock of this thread reads the database."""
    _kept.read = (-KEPT_FOR_SECONDS, 0)


def _stored_seconds() -> int:
    row = DemonstrationClock.objects.filter(pk=1).values_list("ahead_seconds", flat=True).first()
    return row or 0
