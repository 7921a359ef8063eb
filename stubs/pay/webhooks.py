"""Webhooks: what is sent, how it is signed, when it is tried again, and what a test may have go wrong."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from stubs.pay.moments import new_id, read, stamp

Message = dict[str, Any]

LADDER_SECONDS = (60, 300, 3600, 86_400, 172_800)
REORDER_AFTER = timedelta(seconds=2)
TIMEOUT_SECONDS = 3.0


@dataclass(frozen=True)
class Switches:
    """What goes wrong with webhooks.

    ``duplicate`` is how often each is sent beyond once; ``reorder`` sends a payment's messages newest first;
    ``delay_seconds`` holds each back; ``forge`` signs with a wrong secret; ``pause`` sends none by itself;
    ``alter`` is merged into the payment that a message carries, and signed rightly.
    """

    duplicate: int = 0
    reorder: bool = False
    delay_seconds: float = 0.0
    forge: bool = False
    pause: bool = False
    alter: dict[str, Any] = field(default_factory=dict)


class UnknownSwitch(ValueError):
    """There is no such switch, or its value is of the wrong kind."""


def read_switches(description: Mapping[str, Any]) -> Switches:
    """Read switches from their JSON description; raise UnknownSwitch with a sentence."""
    for name, value in description.items():
        kind = {one.name: type(getattr(Switches(), one.name)) for one in fields(Switches)}.get(name)
        if kind is None:
            raise UnknownSwitch(f"There is no switch called {name}")
        if not isinstance(value, (int, float) if kind is float else kind):
            raise UnknownSwitch(f"The switch {name} takes a value of another kind")
    return Switches(**description)


def sign(body: bytes, secret: str) -> str:
    """Return the Pay-Signature of a body: lower-case hex of HMAC-SHA256 with the signing secret."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def write(announced: Mapping[str, str], payment: Mapping[str, Any], switches: Switches) -> Message:
    """Return the message for one event of a payment as shown by the API."""
    created = read(announced["created_date"])
    body = {
        "webhook_message_id": new_id(),
        "api_version": 1,
        "created_date": announced["created_date"],
        "resource_id": payment["payment_id"],
        "resource_type": "payment",
        "event_type": announced["event_type"],
        "resource": {**payment, **switches.alter},
    }
    return {
        "webhook_message_id": body["webhook_message_id"],
        "payment_id": payment["payment_id"],
        "event_type": announced["event_type"],
        "created_date": announced["created_date"],
        "due_at": stamp(created + timedelta(seconds=switches.delay_seconds)),
        "body": json.dumps(body),
        "attempts": [],
    }


def due(waiting: Iterable[Message], now: datetime, switches: Switches) -> list[Message]:
    """Return the messages to send now, in the order of sending."""
    messages = list(waiting)
    if not switches.reorder:
        return [message for message in messages if read(message["due_at"]) <= now]
    ripe = {m["payment_id"] for m in messages if read(m["due_at"]) + REORDER_AFTER <= now}
    return [message for message in reversed(messages) if message["payment_id"] in ripe]


def after_attempt(message: Message, status: int | None, now: datetime, speed: float) -> bool:
    """Note an attempt and when the next one is due; say whether the message is done with."""
    message["attempts"].append({"at": stamp(now), "status": status})
    tries = len(message["attempts"])
    if (status is not None and 200 <= status < 300) or tries > len(LADDER_SECONDS):
        return True
    message["due_at"] = stamp(now + timedelta(seconds=LADDER_SECONDS[tries - 1] / speed))
    return False
