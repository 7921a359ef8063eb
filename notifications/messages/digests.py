"""Reminders of several renewals in one message: a day's reminders of one stage to one account."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class RemindersDue(Message):
    """Renewal fees can be paid and are due; ``rights`` has a line for each."""

    template: ClassVar[str] = "reminders-due"

    how_many: str
    rights: str
    list_url: str


@dataclass(frozen=True)
class RemindersLate(Message):
    """Renewal fees were not paid in time and can still be paid."""

    template: ClassVar[str] = "reminders-late"

    how_many: str
    rights: str
    list_url: str


@dataclass(frozen=True)
class CopyConfirm(Message):
    """To a further address for reminders: an account wants to send them there."""

    template: ClassVar[str] = "copy-confirm"

    account: str
    confirm_url: str


@dataclass(frozen=True)
class ReminderCopied(Message):
    """An account's reminders of one stage, to a further address; ``rights`` has a line for each."""

    template: ClassVar[str] = "reminder-copied"

    heading: str
    account: str
    rights: str
    stop_url: str


@dataclass(frozen=True)
class ReminderDigest(Message):
    """What an account has to pay, once a week or month."""

    template: ClassVar[str] = "reminder-digest"

    account: str
    late: str
    due: str
    restorable: str
    rights: str
    list_url: str
    stop_url: str


@dataclass(frozen=True)
class RemindersLapsed(Message):
    """Patents lapsed and can be restored, each until its day."""

    template: ClassVar[str] = "reminders-lapsed"

    how_many: str
    rights: str
    list_url: str
