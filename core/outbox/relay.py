"""Keeping promises: claim with a lease, commit, call with no transaction open, record what came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from django.db import models, transaction
from django.db.models import Q

from core import audit
from core.actor import Actor
from core.models.outbox import OutboxMessage
from core.office import OFFICE_WORK, tell_office
from core.outbox.registry import Abandon, UnknownPromise, keep, keeper_of

LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
log = structlog.get_logger(__name__)

State = OutboxMessage.State


def keep_due(*, now: Callable[[], datetime], limit: int = 100) -> int:
    """Keeps promises that are due until none is left or ``limit`` is reached; returns how many were tried."""
    for tried in range(limit):
        message = claim(at=now())
        if message is None:
            return tried
        keep_one(message, at=now())
    return limit


def claim(*, at: datetime) -> OutboxMessage | None:
    """Leases the promise that has been due longest, what is in bulk last, so that no two relays keep the same one."""
    free = Q(leased_until=None) | Q(leased_until__lt=at)
    with transaction.atomic():
        due = OutboxMessage.objects.filter(free, state=State.PROMISED, due_at__lte=at).order_by(
            "in_bulk", "due_at", "id"
        )
        message = due.select_for_update(skip_locked=True).first()
        if message is None:
            return None
        message.lease, message.leased_until = uuid4(), at + LEASE
        message.attempts += 1
        message.save(update_fields=["lease", "leased_until", "attempts"])
    return message


def keep_one(message: OutboxMessage, *, at: datetime) -> None:
    """Calls the keeper and records the outcome; an error puts the promise off, and at last abandons it."""
    try:
        _demand_survivors(message)
        keep(message.kind, message.payload, at=at)
    except (Abandon, UnknownPromise) as error:
        _abandon(message, error, at=at)
    except Exception as error:  # noqa: BLE001  whatever went wrong, the promise stands and is tried again
        _put_off(message, error, at=at)
    else:
        _end(message.pk, message.lease, state=State.KEPT, error="", at=at)


def _demand_survivors(message: OutboxMessage) -> None:
    """A promise whose every try took its worker along, without a word, is not given to one more."""
    allowed = keeper_of(message.kind).attempts
    if message.attempts > allowed:
        raise Abandon(f"It was tried {allowed} times and the last one never ended: its worker died, or still hangs")


def wait_before(attempt: int) -> timedelta:
    """Back-off: 5 s, then twice as long each time, never longer than six hours."""
    return min(timedelta(seconds=5 * 2 ** min(attempt - 1, 20)), LONGEST_WAIT)


def abandoned() -> models.QuerySet[OutboxMessage]:
    """What a person must look at, the oldest first."""
    return OutboxMessage.objects.filter(state=State.ABANDONED).order_by("ended_at", "pk")


def retry(message_id: int, *, by: Actor, at: datetime) -> bool:
    """A person's wish to try an abandoned promise again; True if it was abandoned."""
    fresh = {"state": State.PROMISED, "due_at": at, "attempts": 0, "leased_until": None, "ended_at": None}
    with transaction.atomic():
        tried_again = abandoned().filter(pk=message_id).update(**fresh) == 1
        if tried_again:
            _tell_retried(message_id, at=at)
            audit.note("promise-tried-again", by=by, at=at, subject=str(message_id))
    return tried_again


def _tell_retried(message_id: int, *, at: datetime) -> None:
    """The office's case of the promise is done; a promise to the office itself has none."""
    if OutboxMessage.objects.filter(pk=message_id).exclude(kind=OFFICE_WORK).exists():
        tell_office("promise", str(message_id), version=f"retried {at.isoformat()}", at=at)


def _put_off(message: OutboxMessage, error: Exception, *, at: datetime) -> None:
    if message.attempts >= keeper_of(message.kind).attempts:
        _abandon(message, error, at=at)
        return
    log.warning("promise-put-off", kind=message.kind, key=message.key, error=type(error).__name__)
    _mine(message.pk, message.lease).update(
        due_at=at + wait_before(message.attempts), leased_until=None, error=_told(error)
    )


def _abandon(message: OutboxMessage, error: Exception, *, at: datetime) -> None:
    log.error("promise-abandoned", kind=message.kind, key=message.key, error=type(error).__name__)
    _end(message.pk, message.lease, state=State.ABANDONED, error=_told(error), at=at)
    if message.kind != OFFICE_WORK:  # else one that cannot be kept would beget the next
        tell_office("promise", str(message.pk), version=at.isoformat(), at=at)


def _end(pk: int, lease: UUID | None, *, state: str, error: str, at: datetime) -> None:
    _mine(pk, lease).update(state=state, error=error, ended_at=at, leased_until=None)


def _mine(pk: int, lease: UUID | None) -> models.QuerySet[OutboxMessage]:
    """The row while the lease is still ours: a relay that overslept changes nothing."""
    return OutboxMessage.objects.filter(pk=pk, lease=lease, state=State.PROMISED)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:2000]
