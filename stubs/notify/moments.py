"""How Notify writes moments."""

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """Return a moment in UTC with microseconds and a Z, as in 2026-03-31T22:50:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    """Return the aware moment written in ``text``."""
    return datetime.fromisoformat(text)
