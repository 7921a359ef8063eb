"""Making a promise: a row with a unique key, written with what causes it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from core.models.outbox import OutboxMessage


def promise(kind: str, *, key: str, payload: Mapping[str, Any], at: datetime, due_at: datetime | None = None) -> None:
    """Promises an effect once; the same kind and key again is harmless and changes nothing."""
    promise_many(kind, [(key, payload)], at=at, due_at=due_at)


def promise_many(
    kind: str,
    promises: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    at: datetime,
    due_at: datetime | None = None,
    in_bulk: bool = False,
) -> None:
    """Promises many effects of one kind in one statement; those ``in_bulk`` let all others go first."""
    rows = [
        OutboxMessage(kind=kind, key=key, payload=dict(payload), promised_at=at, due_at=due_at or at, in_bulk=in_bulk)
        for key, payload in promises
    ]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
    if rows and settings.OUTBOX_NUDGES:
        transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    """Wakes a worker; a lost nudge costs seconds, because the beat looks for due promises anyway."""
    from core.tasks import relay  # noqa: PLC0415  tasks need the app registry, promises are imported by models

    relay.apply_async(retry=False, ignore_result=True)
