"""Messages about accounts."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class AccountCreated(Message):
    """The first sign-in made an account."""

    template: ClassVar[str] = "account-created"

    email_address: str
