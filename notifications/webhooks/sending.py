"""Delivers events: one call, then what came of it; again with growing gaps, and at last never.

A receiver that fails is the firm's to mend, so nothing of it becomes a case of the office. While one rests after a
failure its other events wait without a call, so that a dead receiver costs the workers little.
"""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from core import audit
from core.actor import System
from core.outbox import keeps
from notifications.messages.systems import WebhookPaused
from notifications.models import Delivery, Webhook
from notifications.recipients import Recipient
from notifications.services import tell
from notifications.webhooks.calling import Called, call
from notifications.webhooks.signing import headers_of
from notifications.webhooks.telling import DELIVERY, promise_try

GAPS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
]
"""Between the tries of one event; a tenth try, about three days after the first, is the last."""
PATIENCE = timedelta(days=5)
"""A webhook to which nothing arrived for so long is paused, and its people are told."""
CALLER = System("webhooks")
GONE = "The receiver answered 410: it wants no more"
log = structlog.get_logger(__name__)
State = Delivery.State


@keeps(DELIVERY)
def deliver(payload: dict[str, Any], *, at: datetime) -> None:
    """One try of one event, unless it arrived or was sent again meanwhile; the same event has the same id each time."""
    found = Delivery.everything.select_related("webhook__client", "webhook__organisation").filter(
        reference=payload["reference"], round=payload["round"], attempts=payload["attempts"], state=State.WAITING
    )
    delivery = found.first()
    if delivery is None or not _is_in_use(delivery.webhook):
        return
    rests_until = delivery.webhook.rests_until
    if rests_until is not None and rests_until > at:
        _put_off(delivery, until=rests_until, at=at)
        return
    headers = headers_of(delivery, at=at, sent_at=timezone.now())
    came = call(delivery.webhook.url, delivery.body, headers)
    with transaction.atomic():
        webhook = Webhook.everything.select_for_update().get(pk=delivery.webhook_id)
        _record(delivery, webhook, came, at=at)


def _is_in_use(webhook: Webhook) -> bool:
    """A pause is no end: what waits is promised again when it is over."""
    return webhook.ended_at is None and webhook.paused_at is None and webhook.client.revoked_at is None


def _put_off(delivery: Delivery, *, until: datetime, at: datetime) -> None:
    with transaction.atomic():
        Delivery.everything.filter(pk=delivery.pk).update(next_at=until)
        promise_try(delivery, at=at, due_at=until)


def _record(delivery: Delivery, webhook: Webhook, came: Called, *, at: datetime) -> None:
    fresh = Delivery.everything.select_for_update().filter(
        pk=delivery.pk, state=State.WAITING, round=delivery.round, attempts=delivery.attempts
    )
    row = fresh.first()
    if row is None:
        return
    row.attempts, row.tried_at, row.status, row.problem = row.attempts + 1, at, came.status, came.problem[:200]
    if came.is_taken:
        row.state, row.delivered_at, row.next_at, row.problem = State.DELIVERED, at, None, ""
        webhook.failing_since = webhook.rests_until = None
    else:
        row.problem = row.problem or f"HTTP {came.status}"
        _fail(row, webhook, came, at=at)
    row.save()
    webhook.save(update_fields=["failing_since", "rests_until", "paused_at", "ended_at"])


def _fail(row: Delivery, webhook: Webhook, came: Called, *, at: datetime) -> None:
    webhook.failing_since = webhook.failing_since or at
    if came.is_gone:
        row.state, row.next_at, webhook.ended_at = State.FAILED, None, at
        audit.note_for(webhook.organisation_id, "webhook-ended", by=CALLER, at=at, subject=webhook.reference)
        return
    gap = GAPS[min(row.attempts, len(GAPS)) - 1]
    webhook.rests_until = at + gap
    if row.attempts > len(GAPS):
        row.state, row.next_at = State.FAILED, None
        log.warning("webhook-given-up", webhook=webhook.reference, delivery=row.reference)
    else:
        row.next_at = at + gap
        promise_try(row, at=at, due_at=row.next_at)
    if at - webhook.failing_since >= PATIENCE:
        _pause(webhook, at=at)


def _pause(webhook: Webhook, *, at: datetime) -> None:
    webhook.paused_at = at
    audit.note_for(webhook.organisation_id, "webhook-paused", by=CALLER, at=at, subject=webhook.reference)
    client = webhook.client
    message = WebhookPaused(system=client.name, address=webhook.url, reference=webhook.reference)
    to = Recipient(email=client.contact_email, name=client.name, organisation_id=webhook.organisation_id)
    tell(message, to=to, key=f"{webhook.reference}:paused:{at.isoformat()}", about=webhook.reference, at=at)
