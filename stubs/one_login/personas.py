"""The invented customers who can sign in, read from the file that demonstration data follows too."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

PEOPLE = Path(__file__).parent.parent / "personas.json"
SECTOR = "one-ipo.example"


class UnknownPersona(ValueError):
    """Nobody has that name here."""


@dataclass(frozen=True)
class Persona:
    """One invented person; ``address`` is the address claim, ``generation`` counts accounts deleted and made anew."""

    key: str
    role: str
    given_name: str
    family_name: str
    email: str
    phone: str | None
    birth_date: str | None
    organisation: dict[str, str] | None
    address: dict[str, str] | None
    generation: int = 0

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def sub(self) -> str:
        """The pairwise subject: the same for ever, whatever the email address, until the account is deleted."""
        seed = f"{SECTOR} {self.key} {self.generation}" if self.generation else f"{SECTOR} {self.key}"
        digest = base64.urlsafe_b64encode(hashlib.sha256(seed.encode()).digest()).rstrip(b"=").decode()
        return f"urn:fdc:gov.uk:2022:{digest}"

    def document(self) -> dict[str, Any]:
        """Return what a session or a grant remembers of the person."""
        return asdict(self)

    def with_email(self, email: str | None) -> "Persona":
        """Return the same person with another email address, if one is given."""
        return replace(self, email=email) if email else self


@cache
def everybody() -> tuple[Persona, ...]:
    """Return all personas, in the order of the page."""
    rows = json.loads(PEOPLE.read_text(encoding="utf-8"))["customers"]
    return tuple(Persona(**row) for row in rows)


def persona(key: str) -> Persona:
    """Return the persona of this name; raise UnknownPersona."""
    for someone in everybody():
        if someone.key == key:
            return someone
    raise UnknownPersona(f"There is no persona {key}; there are {', '.join(p.key for p in everybody())}")


def somebody_else(email: str) -> Persona:
    """Return a person of whom no more than an email address is known; raise UnknownPersona for no address."""
    local, at, domain = email.strip().lower().partition("@")
    if not local or not at or "." not in domain:
        raise UnknownPersona("Enter an email address, like name@example.org")
    address = f"{local}@{domain}"
    return Persona(f"email {address}", "Somebody else", "", "", address, None, None, None, None)
