"""The contacts on record who may prove a link or must be told of one, and how they are reached."""

import hmac
import json
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings

from core.addresses import letter_lines
from notifications.recipients import Recipient
from rights.models import Contact

STANDS_DAYS = 28
EMAIL, LETTER = "email", "letter"
CHANNELS = (EMAIL, LETTER)


@dataclass(frozen=True)
class OnRecord:
    """One contact with what reaches it; empty where its particulars are withheld."""

    purpose: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    email: str
    stands_since: date
    country: str = "GB"

    def has_stood(self, *, on: date) -> bool:
        """Whether it has stood for 28 days, so that a code may be sent to it."""
        return self.stands_since + timedelta(days=STANDS_DAYS) <= on

    def is_reached_by(self, channel: str) -> bool:
        """Whether there is an address for the channel."""
        return bool(self.email if channel == EMAIL else self.lines)

    def recipient(self, *, by_letter: bool = False, language: str = "en") -> Recipient:
        """By email where there is one, unless a letter is wanted."""
        email = "" if by_letter else self.email
        return Recipient(email=email, address_lines=letter_lines(self), name=self.name, language=language)

    def digest(self, channel: str) -> str:
        """Names the address in limits, keys and pages; keyed, so that nobody can try addresses against it."""
        words = [self.email] if channel == EMAIL else [self.name, *self.lines, self.postcode]
        plain = "|".join(" ".join(word.casefold().split()) for word in (channel, *words))
        return hmac.new(settings.SECRET_KEY.encode(), f"address:{plain}".encode(), sha256).hexdigest()

    def hint(self, channel: str) -> str:
        """Enough to know one's own address again, not enough to learn somebody else's."""
        return mask_email(self.email) if channel == EMAIL else mask_letter(self)


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
        country=body.get("country", "GB"),
    )


def mask_email(email: str) -> str:
    """``r•••@o•••.example``: the first letters and the ending."""
    name, _, host = email.partition("@")
    domain, _, ending = host.rpartition(".")
    return f"{name[:1]}•••@{domain[:1]}•••.{ending}"


def mask_letter(contact: OnRecord) -> str:
    """The outward half of the postcode, or where there is none the last line."""
    return contact.postcode.split(" ")[0] if contact.postcode else contact.lines[-1] if contact.lines else ""
