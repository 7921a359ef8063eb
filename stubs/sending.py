"""Posts a stand-in's own messages (webhooks, callbacks) to the product, and nowhere but on this machine."""

import http.client
from collections.abc import Mapping
from urllib.parse import urlsplit

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class NotLoopback(Exception):
    """A stand-in sends its messages to this machine only."""


def post(url: str, body: bytes, headers: Mapping[str, str], *, timeout_seconds: float) -> int | None:
    """Post JSON and return the status of the answer, or None if there was none. Raises NotLoopback."""
    parts = urlsplit(url)
    if parts.hostname not in LOOPBACK_HOSTS:
        raise NotLoopback(f"A stand-in does not send to {parts.hostname}")
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=timeout_seconds)
    try:
        connection.request("POST", parts.path or "/", body, {"Content-Type": "application/json", **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
