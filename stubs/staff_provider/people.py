"""The invented members of staff, read from the file that demonstration data follows too."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

PEOPLE = Path(__file__).parent.parent / "personas.json"


class UnknownColleague(ValueError):
    """Nobody on the staff has that name."""


@dataclass(frozen=True)
class Colleague:
    """One member of staff; ``oid`` is the same for every application of the tenant."""

    key: str
    role: str
    name: str
    preferred_username: str
    oid: str
    roles: list[str]

    def sub(self, client_id: str) -> str:
        """Return the subject, which differs from application to application."""
        digest = hashlib.sha256(f"{client_id} {self.oid}".encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def document(self) -> dict[str, Any]:
        """Return what a session or a grant remembers of the person."""
        return asdict(self)


@cache
def everybody() -> tuple[Colleague, ...]:
    """Return all staff, in the order of the page."""
    rows = json.loads(PEOPLE.read_text(encoding="utf-8"))["staff"]
    return tuple(Colleague(**row) for row in rows)


def colleague(key: str) -> Colleague:
    """Return the member of staff of this name; raise UnknownColleague."""
    for someone in everybody():
        if someone.key == key:
            return someone
    raise UnknownColleague(f"Choose who to be: {', '.join(person.key for person in everybody())}")
