"""Whom a message goes to, and how it can reach them."""

from dataclasses import dataclass
from uuid import UUID

NOT_FIRST = '@()=[]"\\/,<> '


@dataclass(frozen=True)
class Recipient:
    """By email where there is one, else by letter, else in the mailbox alone.

    A letter in ``large_print`` is printed and posted by the office, because the sender of letters cannot.
    """

    email: str = ""
    address_lines: tuple[str, ...] = ()
    name: str = ""
    language: str = "en"
    organisation_id: UUID | None = None
    user_id: UUID | None = None
    large_print: bool = False

    @property
    def channel(self) -> str:
        """email, letter or mailbox."""
        if self.email:
            return "email"
        return "letter" if self.address_lines else "mailbox"

    def address(self, *, also_by_letter: bool = False) -> dict[str, object]:
        """Where it goes, as it is stored with the notice; the lines beside an email only where a letter may follow."""
        where: dict[str, object] = {"email": self.email} if self.email else {}
        wants_lines = bool(self.address_lines) and (also_by_letter or not self.email)
        return where | ({"lines": self.letter_lines} if wants_lines else {})

    @property
    def letter_lines(self) -> list[str]:
        """Up to seven lines, the last a postcode or country, none with a first character that no printer takes."""
        given = (line.strip().lstrip(NOT_FIRST).strip() for line in (self.name, *self.address_lines))
        lines = [line for line in given if line]
        return lines if len(lines) <= 7 else [*lines[:5], ", ".join(lines[5:-1]), lines[-1]]
