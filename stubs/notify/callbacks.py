"""Callbacks: when a delivery receipt is sent again, and when Notify gives up."""

from datetime import datetime, timedelta
from typing import Any

from stubs.notify.moments import read, stamp

Callback = dict[str, Any]

RETRIES = 5
RETRY_SECONDS = 300.0
TIMEOUT_SECONDS = 5.0


def write(key: str, body: dict[str, Any], at: datetime) -> Callback:
    """Return a callback that is due at once."""
    return {"key": key, "body": body, "due_at": stamp(at), "attempts": []}


def is_due(callback: Callback, now: datetime) -> bool:
    """Is it time to send this callback?"""
    return read(callback["due_at"]) <= now


def after_attempt(callback: Callback, status: int | None, now: datetime, speed: float) -> bool:
    """Note an attempt and when the next is due; say whether the callback is done with.

    Only a network error, 429 or 5xx is tried again, every 5 minutes and 5 times at most.
    """
    callback["attempts"].append({"at": stamp(now), "status": status})
    worth_it = status is None or status == 429 or status >= 500
    if not worth_it or len(callback["attempts"]) > RETRIES:
        return True
    callback["due_at"] = stamp(now + timedelta(seconds=RETRY_SECONDS / speed))
    return False
