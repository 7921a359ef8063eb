"""Messages about linking a right to an account."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class LinkCode(Message):
    """A one-time code to the contact on record."""

    template: ClassVar[str] = "link-code"
    secret: ClassVar[str] = "code"  # noqa: S105  the name of a field

    right_number: str
    code: str
    valid_until: str
    account_name: str


@dataclass(frozen=True)
class LinkRequested(Message):
    """To those linked before and the contact on record: somebody asks to link the right."""

    template: ClassVar[str] = "link-requested"

    right_number: str
    title: str
    how: str
    takes_effect: str
    not_me_url: str


@dataclass(frozen=True)
class LinkActive(Message):
    """The right is now linked to the account."""

    template: ClassVar[str] = "link-active"

    right_number: str
    title: str


@dataclass(frozen=True)
class LinkWaiting(Message):
    """The link takes effect after five working days."""

    template: ClassVar[str] = "link-waiting"

    right_number: str
    title: str
    effective_on: str


@dataclass(frozen=True)
class LinkRefused(Message):
    """The office refused the link."""

    template: ClassVar[str] = "link-refused"

    right_number: str
    reason: str


@dataclass(frozen=True)
class LinkFrozen(Message):
    """Somebody said that the link was not theirs to make."""

    template: ClassVar[str] = "link-frozen"

    right_number: str
