"""One sign-in on its way: what we asked, kept in the browser's session under a state that is good once."""

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

STATES = "oidc_states"  # where mozilla-django-oidc keeps state, nonce and verifier
GOOD_FOR = timedelta(hours=1)
Memory = MutableMapping[str, Any]


class Purpose(StrEnum):
    """Why the person is sent to the provider."""

    SIGN_IN = "sign-in"
    AGAIN = "again"
    IDENTITY = "identity"


@dataclass
class Ticket:
    """What we asked, the code that came back, and what the checks found; filled in by the backend of its door."""

    door: str
    purpose: Purpose
    nonce: str
    verifier: str
    next_path: str
    subject: str
    asked_at: datetime
    at: datetime
    code: str = ""
    language: str = "en"
    id_token: str = ""
    access_token: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    identity: Any = None
    is_new: bool = False

    @property
    def authenticated_at(self) -> datetime | None:
        """When the provider last asked the person for their secrets, if it says."""
        said = self.claims.get("auth_time")
        return None if said is None else datetime.fromtimestamp(said, UTC)  # checked with the other claims


def annotate(session: Memory, state: str, *, purpose: Purpose, next_path: str, subject: str, at: datetime) -> None:
    """Adds to a state that the library just stored what we want to know when the person comes back."""
    asked = {"purpose": purpose, "next": next_path, "subject": subject, "asked_at": at.timestamp()}
    states = dict(session[STATES])
    states[state] = {**states[state], **asked}
    session[STATES] = states


def take(session: Memory, state: str, *, door: str, language: str, at: datetime) -> Ticket | None:
    """The sign-in that was begun under the state; each is given out once, and none after an hour."""
    states = dict(session.get(STATES) or {})
    kept = states.pop(state, None)
    if kept is None:
        return None
    session[STATES] = states
    asked_at = datetime.fromtimestamp(kept.get("asked_at", 0), UTC)
    if at - asked_at > GOOD_FOR:
        return None
    return Ticket(
        door=door,
        purpose=Purpose(kept["purpose"]),
        nonce=kept["nonce"],
        verifier=kept["code_verifier"],
        next_path=kept["next"],
        subject=kept["subject"],
        asked_at=asked_at,
        at=at,
        language=language,
    )


def new_state() -> str:
    """A value that nobody can guess, for the round trip to the provider's sign-out and back."""
    return secrets.token_urlsafe(24)
