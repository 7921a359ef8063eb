"""Messages between colleagues about a filing, and between the office and its filer."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class DraftHanded(Message):
    """To a colleague: somebody of the same account hands a draft over."""

    template: ClassVar[str] = "draft-handed"

    what: str
    reference: str
    handed_by: str
    note: str
    filing_url: str


@dataclass(frozen=True)
class DraftClosed(Message):
    """To an account whose link has ended: what became of its draft."""

    template: ClassVar[str] = "draft-closed"

    what: str
    reference: str
    right_numbers: str
    outcome: str


@dataclass(frozen=True)
class DraftPassedOn(Message):
    """To the owner: a representative that has left lets the owner go on with its draft."""

    template: ClassVar[str] = "draft-passed-on"

    what: str
    reference: str
    right_numbers: str
    handed_by: str
    filing_url: str


@dataclass(frozen=True)
class OfficeAsks(Message):
    """To the filer: the office has questions; sent again before the last day."""

    template: ClassVar[str] = "office-asks"

    what: str
    reference: str
    questions: str
    due_on: str
    answer_url: str


@dataclass(frozen=True)
class NotAnsweredInTime(Message):
    """To the filer: the time to answer the office is over."""

    template: ClassVar[str] = "office-asks-over"

    what: str
    reference: str
    filing_url: str


@dataclass(frozen=True)
class AuthorityOver(Message):
    """To both sides: the last day of a representative's authority is over."""

    template: ClassVar[str] = "authority-over"

    agent: str
    right_numbers: str
    last_day: str
