"""What time alone does: patents cease when the time to pay has run out, and expire when their term is over."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from core.actor import System
from rights.facts import Ceased, Expired, Fact
from rights.models import Right
from rights.register import Recording, record_many
from rights.rulebook import rulebook
from rights.statuses import Status

CHUNK = 2000
BECAUSE = "time"
CLOSER = System("close-day")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closed:
    """The ids of the rights that ceased and expired."""

    ceased: tuple[int, ...]
    expired: tuple[int, ...]


def close_day(on: date, *, at: datetime, held: Collection[int]) -> Closed:
    """Enters on the London day ``on`` what time alone has done before it; again on the same day it does nothing.

    A patent ceases at the end of its renewal date once the late period, moved past days on which the office was
    closed, is over unpaid (s.25(3) and (4), r.36(2)(b)); with nothing left to pay it expires the day after its term.
    Rights in ``held`` wait: timely money or a filing on them is unresolved. Each chunk of rights is a database
    transaction of its own, so a run that was cut short is simply run again.
    """
    return Closed(
        ceased=_enter(lapsing(on), "next_renewal_on", _ceased, held=held, at=at),
        expired=_enter(expiring(on), "expires_on", _expired, held=held, at=at),
    )


def _ceased(renewal_on: date) -> Fact:
    return Ceased(effective_on=renewal_on)


def _expired(last_day: date) -> Fact:
    return Expired(effective_on=last_day + ONE_DAY)


def lapsing(on: date) -> QuerySet[Right]:
    """Granted rights whose late period, moved to an open day, ended before ``on``."""
    waiting = Right.everything.filter(status=Status.GRANTED, late_until__lt=on, next_renewal_on__isnull=False)
    ends = waiting.order_by().values_list("late_until", flat=True).distinct()
    calendar = rulebook().calendar
    return waiting.filter(late_until__in=[end for end in ends if end and calendar.next_open_day(end) < on])


def expiring(on: date) -> QuerySet[Right]:
    """Granted rights with nothing left to pay whose last day of term is before ``on``."""
    return Right.everything.filter(status=Status.GRANTED, next_renewal_on=None, expires_on__lt=on)


def _enter(
    rights: QuerySet[Right], key: str, fact: Callable[[date], Fact], *, held: Collection[int], at: datetime
) -> tuple[int, ...]:
    """Enters the fact on each right whose date ``key`` makes it due; returns the ids."""
    days = {right_id: day for right_id, day in rights.values_list("id", key) if right_id not in held}
    chunks = _chunks(iter(sorted(days)))
    return tuple(done for chunk in chunks for done in _enter_chunk(chunk, days, key, fact, at=at))


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while chunk := list(islice(ids, CHUNK)):
        yield chunk


def _enter_chunk(
    ids: list[int], days: Mapping[int, date], key: str, fact: Callable[[date], Fact], *, at: datetime
) -> list[int]:
    with transaction.atomic():
        locked = Right.everything.select_for_update().filter(id__in=ids, status=Status.GRANTED).order_by("id")
        still = [right_id for right_id, day in locked.values_list("id", key) if day == days[right_id]]
        recordings = [Recording(right_id, (fact(days[right_id]),)) for right_id in still]
        record_many(recordings, because=BECAUSE, by=CLOSER, received_at=at, at=at)
    return still
