"""Messages about an organisation's people."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class Invited(Message):
    """Somebody is asked to join; the address works once and only for them."""

    template: ClassVar[str] = "invited"
    secret: ClassVar[str] = "join_url"  # noqa: S105  the name of a field

    organisation: str
    invited_by: str
    role: str
    expires_on: str
    join_url: str


@dataclass(frozen=True)
class MemberJoined(Message):
    """Tells whoever invited somebody that they have joined."""

    template: ClassVar[str] = "member-joined"

    organisation: str
    name: str
    role: str


@dataclass(frozen=True)
class RulesProposed(Message):
    """An administrator wants looser rules; another one has to confirm them."""

    template: ClassVar[str] = "rules-proposed"

    organisation: str
    name: str
    two_people: str
    limit: str
    ends_on: str


@dataclass(frozen=True)
class RulesConfirmed(Message):
    """Another administrator confirmed looser rules."""

    template: ClassVar[str] = "rules-confirmed"

    organisation: str
    name: str
    two_people: str
    limit: str


@dataclass(frozen=True)
class RulesRejected(Message):
    """Another administrator rejected looser rules."""

    template: ClassVar[str] = "rules-rejected"

    organisation: str
    name: str


@dataclass(frozen=True)
class DraftsPassedOn(Message):
    """A colleague has left, and their drafts are somebody else's."""

    template: ClassVar[str] = "drafts-passed-on"

    organisation: str
    name: str
    how_many: str
