"""Sign-ins on their way, the provider's own sessions, and the way back to the product."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from stubs.clock import Clock
from stubs.store import Store

JOURNEY_SECONDS = 3600
SESSION_SECONDS = 3600


def sent_back(asked: Mapping[str, Any], answer: Mapping[str, str | None]) -> str:
    """Return the product's address with the answer in it, where the request wanted it."""
    text = urlencode({name: value for name, value in answer.items() if value is not None})
    mark = "#" if asked["response_mode"] == "fragment" else "?"
    return f"{asked['redirect_uri']}{mark}{text}"


class Journeys:
    """Sign-ins on their way, and the choices made beforehand for coming ones."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Keep them in ``store``."""
        self._store = store
        self._clock = clock

    def start(self, asked: Mapping[str, Any]) -> str:
        """Begin a sign-in and return its key."""
        key = secrets.token_urlsafe(24)
        self._store.put("journey", key, {"asked": dict(asked), "started_at": self._clock.timestamp()})
        return key

    def get(self, key: str) -> dict[str, Any] | None:
        """Return a sign-in that is under way, or None."""
        row = self._store.get("journey", key)
        if row is None or row["started_at"] + JOURNEY_SECONDS < self._clock.timestamp():
            return None
        return row

    def change(self, key: str, journey: Mapping[str, Any]) -> None:
        """Keep what was chosen so far."""
        self._store.put("journey", key, journey)

    def end(self, key: str) -> None:
        """Forget a sign-in: its answer is given."""
        self._store.delete("journey", key)

    def choose_next(self, choice: Mapping[str, Any]) -> None:
        """Remember a choice for the next sign-in that asks."""
        self._store.put("next", secrets.token_hex(8), choice)

    def take_next(self) -> dict[str, Any] | None:
        """Return and forget the oldest choice made beforehand, if there is one."""
        with self._store.locked():
            rows = self._store.keyed("next")
            if not rows:
                return None
            self._store.delete("next", rows[0][0])
        return rows[0][1]


class Sessions:
    """The provider's own sessions, which the product's know nothing of. They end an hour after they were last used."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Keep them in ``store``."""
        self._store = store
        self._clock = clock

    def open(self, person: Mapping[str, Any], sub: str) -> dict[str, Any]:
        """Begin a session of a person who has signed in just now."""
        now = self._clock.timestamp()
        key = secrets.token_urlsafe(24)
        session = {"key": key, "person": dict(person), "sub": sub, "auth_time": now, "used_at": now}
        session["sid"] = secrets.token_urlsafe(20)
        self._store.put("session", key, session)
        return session

    def find(self, key: str | None) -> dict[str, Any] | None:
        """Return a live session and count it as used, or None."""
        session = self._store.get("session", key) if key else None
        if session is None or session["used_at"] + SESSION_SECONDS < self._clock.timestamp():
            return None
        self._store.put("session", session["key"], {**session, "used_at": self._clock.timestamp()})
        return session

    def close(self, *, key: str | None = None, sid: str | None = None, sub: str | None = None) -> list[str]:
        """End the sessions of this key, session id or subject; return the subjects that were signed in."""
        ended = []
        for session in self._store.all("session"):
            if (key and session["key"] == key) or (sid and session["sid"] == sid) or (sub and session["sub"] == sub):
                self._store.delete("session", session["key"])
                ended.append(str(session["sub"]))
        return ended
