"""How Pay writes moments, days and identifiers."""

import secrets
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"


def stamp(at: datetime) -> str:
    """Return a moment in UTC with milliseconds and a Z, as in 2026-03-31T22:50:00.000Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(text: str) -> datetime:
    """Return the aware moment that ``text`` names; raise ValueError if it names none or has no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment needs a zone")
    return moment.astimezone(UTC)


def new_id() -> str:
    """Return 26 characters, as every identifier of Pay has."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))
