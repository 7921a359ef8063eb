"""Secrets of webhooks, and the headers by which a receiver knows that we call (Standard Webhooks 1.0, symmetric)."""

import base64
import secrets
from datetime import datetime

from standardwebhooks import Webhook as Signer

from core.sealing import seal, unseal
from notifications.models import Delivery, Webhook

PREFIX = "whsec_"
BYTES = 32
PURPOSE = "webhook-secret"


def new_secret() -> str:
    """A fresh secret, as the receiver is shown it once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(secret: str, *, at: datetime) -> bytes:
    """The secret as it is stored."""
    return seal(secret.encode(), purpose=PURPOSE, at=at)


def headers_of(delivery: Delivery, *, at: datetime, sent_at: datetime) -> dict[str, str]:
    """Id, time and signature; after a new secret was made, for a day, the signature by the earlier one as well.

    ``sent_at`` is the real time, which the receiver compares with its own clock.
    """
    signatures = [
        Signer(secret).sign(delivery.event_id, sent_at, delivery.body) for secret in secrets_of(delivery.webhook, at=at)
    ]
    return {
        "Webhook-Id": delivery.event_id,
        "Webhook-Timestamp": str(int(sent_at.timestamp())),
        "Webhook-Signature": " ".join(signatures),
    }


def secrets_of(webhook: Webhook, *, at: datetime) -> list[str]:
    """Those that are good now, the newest first."""
    held = [bytes(webhook.sealed_secret)]
    if webhook.earlier_until is not None and webhook.earlier_until > at:
        held.append(bytes(webhook.sealed_earlier))
    return [unseal(one, purpose=PURPOSE).decode() for one in held]
