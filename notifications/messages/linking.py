"""Messages about linking rights to an account; ``what`` is "patent GB2400001" or "3 patents"."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class LinkCode(Message):
    """A one-time code to the contact on record; ``patents`` lists what it proves."""

    template: ClassVar[str] = "link-code"
    secret: ClassVar[str] = "code"  # noqa: S105  the name of a field

    patents: str
    code: str
    valid_until: str
    account_name: str


@dataclass(frozen=True)
class OwnerAsked(Message):
    """To an owner's account: a firm asks to act for it; ``until`` is the last day for an answer."""

    template: ClassVar[str] = "owner-asked"

    firm: str
    patents: str
    until: str
    answer_url: str


@dataclass(frozen=True)
class LinkRequested(Message):
    """To those linked before and the contact on record: somebody asks to link the right."""

    template: ClassVar[str] = "link-requested"

    what: str
    details: str
    account_name: str
    as_whom: str
    how: str
    takes_effect: str
    not_me_url: str


@dataclass(frozen=True)
class LinkActive(Message):
    """The right is now linked to the account."""

    template: ClassVar[str] = "link-active"

    what: str
    details: str


@dataclass(frozen=True)
class LinkWaiting(Message):
    """The link takes effect after five working days."""

    template: ClassVar[str] = "link-waiting"

    what: str
    details: str
    effective_on: str


@dataclass(frozen=True)
class LinkRefused(Message):
    """The office refused the link."""

    template: ClassVar[str] = "link-refused"

    what: str
    details: str
    reason: str


@dataclass(frozen=True)
class LinkFrozen(Message):
    """Somebody said that the link was not theirs to make."""

    template: ClassVar[str] = "link-frozen"

    what: str
    details: str
