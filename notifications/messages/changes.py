"""Messages about requests to change the register, whatever their type."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class FilingReceived(Message):
    """To the filer: the request is there, and what happens next."""

    template: ClassVar[str] = "filing-received"

    what: str
    reference: str
    next_steps: str
    filing_url: str


@dataclass(frozen=True)
class FilingWaits(Message):
    """To the filer: a wait began, what it is, and what is to be done by when."""

    template: ClassVar[str] = "filing-waits"

    what: str
    reference: str
    right_numbers: str
    stage: str
    says: str
    until: str
    filing_url: str


@dataclass(frozen=True)
class FilingOutcome(Message):
    """To the filer: how the request ended."""

    template: ClassVar[str] = "filing-outcome"

    what: str
    reference: str
    right_numbers: str
    outcome: str
    why: str
    filing_url: str


@dataclass(frozen=True)
class FilingOpenedAgain(Message):
    """To the filer: the decision was a mistake of the office and the request is looked at again."""

    template: ClassVar[str] = "filing-opened-again"

    what: str
    reference: str
    right_numbers: str
    filing_url: str


@dataclass(frozen=True)
class FilingNotDone(Message):
    """To the filer: nothing was done for some rights or all, why, and what becomes of the money."""

    template: ClassVar[str] = "filing-not-done"

    what: str
    right_numbers: str
    reference: str
    why: str
    money: str


@dataclass(frozen=True)
class ChangeMade(Message):
    """To whom a change concerns: what the register now says, and where to say that it is wrong."""

    template: ClassVar[str] = "change-made"

    what: str
    right_numbers: str
    reference: str
    changed_on: str
    dispute_url: str


@dataclass(frozen=True)
class ChangeAsked(Message):
    """To whom a change would concern: what somebody asked for, and what can be done about it."""

    template: ClassVar[str] = "change-asked"

    what: str
    right_numbers: str
    reference: str
    asked_on: str


@dataclass(frozen=True)
class EntryWatched(Message):
    """To whoever watches a right: what was entered."""

    template: ClassVar[str] = "entry-watched"

    right_number: str
    what: str
    effective_on: str
    right_url: str
    filing_url: str
