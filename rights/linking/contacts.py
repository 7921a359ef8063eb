"""The contacts on record who may prove a link or must be told of one, and how they are reached."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from notifications.recipients import Recipient
from rights.models import Contact, Right
from rights.statuses import Purpose

STANDS_DAYS = 28


@dataclass(frozen=True)
class OnRecord:
    """One contact with what reaches it; empty where its particulars are withheld."""

    purpose: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    email: str
    stands_since: date

    def has_stood(self, *, on: date) -> bool:
        """Whether it has stood for 28 days, so that a code may be sent to it."""
        return self.stands_since + timedelta(days=STANDS_DAYS) <= on

    def recipient(self, *, by_letter: bool = False, language: str = "en") -> Recipient:
        """By email where there is one, unless a letter is wanted."""
        lines = (*self.lines, self.postcode) if self.postcode else self.lines
        email = "" if by_letter else self.email
        return Recipient(email=email, address_lines=lines, name=self.name, language=language)

    @property
    def digest(self) -> str:
        """Names the address in limits and keys without saying it."""
        words = "|".join([self.email.casefold(), *self.lines, self.postcode]).casefold()
        return sha256(words.encode()).hexdigest()


def contacts_on_record(right: Right) -> list[OnRecord]:
    """Every contact of the right whose particulars may be shown, the proprietor's first."""
    order = list(Purpose.values)
    rows = Contact.everything.filter(right=right).select_related("particulars")
    return [on_record(row) for row in sorted(rows, key=lambda row: order.index(row.purpose))]


def on_record(contact: Contact) -> OnRecord:
    """The contact with its particulars, unless they are withheld."""
    particulars = contact.particulars
    body = json.loads(particulars.body) if particulars and particulars.withheld_at is None else {}
    return OnRecord(
        purpose=contact.purpose,
        name=contact.name,
        lines=tuple(body.get("lines", ())),
        postcode=body.get("postcode", ""),
        email=body.get("email", ""),
        stands_since=contact.stands_since,
    )


def mask_email(email: str) -> str:
    """Enough to know one's own address again: ``r•••d@o•••.example``."""
    name, _, host = email.partition("@")
    domain, _, ending = host.rpartition(".")
    return f"{name[:1]}•••{name[-1:]}@{domain[:1]}•••.{ending}"


def mask_letter(contact: OnRecord) -> str:
    """The outward half of the postcode, which the register shows in full anyway."""
    return contact.postcode.split(" ")[0] if contact.postcode else contact.lines[-1] if contact.lines else ""
