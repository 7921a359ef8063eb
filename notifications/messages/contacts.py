"""Messages about a changed contact address."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class ContactChangedOld(Message):
    """To the contact that stood before."""

    template: ClassVar[str] = "contact-changed-old"

    right_numbers: str
    reference: str
    changed_on: str
    dispute_url: str


@dataclass(frozen=True)
class ContactChangedNew(Message):
    """To the new contact."""

    template: ClassVar[str] = "contact-changed-new"

    right_numbers: str
    reference: str
    changed_on: str
    dispute_url: str
