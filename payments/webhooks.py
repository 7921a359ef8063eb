"""Pay's webhooks: verified over the raw bytes, noted once, answered at once; the news itself is always fetched."""

import hmac
import json
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from accounts.often import times_lately
from core import audit
from core.actor import System
from core.outbox import promise
from payments.models import Attempt, WebhookDelivery

PAY_ITSELF = System("pay-webhook")
MOST_NOTED = 20
"""Refused messages of one kind that the audit notes within a quarter hour."""
log = structlog.get_logger(__name__)


def receive_webhook(raw: bytes, signature: str, *, at: datetime) -> bool:
    """Notes one message and promises to look at Pay; False if it is forged or cannot be read, which is logged."""
    if not is_signed(raw, signature):
        return _refuse("forged", at=at)
    message = _read(raw)
    if message is None:
        return _refuse("unreadable", at=at)
    with transaction.atomic():
        _delivery, is_new = WebhookDelivery.objects.get_or_create(
            message_id=message["webhook_message_id"],
            defaults={
                "event_type": message["event_type"][:60],
                "resource_id": message["resource_id"][:64],
                "received_at": at,
            },
        )
        if is_new:
            _promise_look(message, at=at)
    return True


def is_signed(raw: bytes, signature: str) -> bool:
    """Whether the signature is Pay's: the lower-case hex HMAC-SHA256 of the raw body with the signing secret."""
    own = hmac.new(settings.PAY_WEBHOOK_SECRET.encode(), raw, "sha256").hexdigest()
    return hmac.compare_digest(own.encode(), signature.encode())


def _refuse(why: str, *, at: datetime) -> bool:
    """The log has every one; the audit the first of a quarter hour and that more came, for anyone can send them."""
    log.warning("webhook-refused", why=why)
    times = times_lately(f"webhook-refused:{why}")
    if times <= MOST_NOTED:
        audit.note("webhook-refused", by=PAY_ITSELF, at=at, reason=why)
    elif times == MOST_NOTED + 1:
        audit.note("webhook-refused", by=PAY_ITSELF, at=at, reason=f"{why}-and-more")
    return False


def _read(raw: bytes) -> dict[str, Any] | None:
    try:
        message = json.loads(raw)
    except ValueError:
        return None
    names = ("webhook_message_id", "event_type", "resource_id")
    is_sound = isinstance(message, dict) and all(isinstance(message.get(name), str) for name in names)
    return message if is_sound and 0 < len(message["webhook_message_id"]) <= 64 else None


def _promise_look(message: dict[str, Any], *, at: datetime) -> None:
    """Which attempt it is about: by Pay's id, else by our reference, where we were stopped before storing the id."""
    attempt = Attempt.everything.filter(provider_id=message["resource_id"]).first() or _by_reference(message)
    if attempt is None:
        log.info("webhook-about-nothing-of-ours", type=message["event_type"][:60])
        return
    payload = {"attempt": attempt.pk, "event": message["event_type"][:60]}
    promise("refresh-attempt", key=message["webhook_message_id"], payload=payload, at=at)


def _by_reference(message: dict[str, Any]) -> Attempt | None:
    resource = message.get("resource")
    reference = str(resource.get("reference", "")) if isinstance(resource, dict) else ""
    payment, _dash, number = reference.rpartition("-")
    is_number = number.isascii() and number.isdigit() and len(number) < 6
    rows = Attempt.everything.filter(payment__reference=payment.upper(), number=int(number) if is_number else 0)
    return rows.first()
