"""Whom a message goes to, and how it can reach them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Recipient:
    """By email where there is one, else by letter, else in the mailbox alone."""

    email: str = ""
    address_lines: tuple[str, ...] = ()
    name: str = ""
    language: str = "en"
    organisation_id: UUID | None = None
    user_id: UUID | None = None

    @property
    def channel(self) -> str:
        """email, letter or mailbox."""
        if self.email:
            return "email"
        return "letter" if self.address_lines else "mailbox"

    @property
    def address(self) -> dict[str, object]:
        """Where it goes, as it is stored with the notice."""
        if self.email:
            return {"email": self.email}
        return {"lines": self.letter_lines} if self.address_lines else {}

    @property
    def letter_lines(self) -> list[str]:
        """Three to seven lines, the last a postcode or country: what a letter needs."""
        lines = [line for line in (self.name, *self.address_lines) if line]
        return lines if len(lines) <= 7 else [*lines[:5], ", ".join(lines[5:-1]), lines[-1]]
