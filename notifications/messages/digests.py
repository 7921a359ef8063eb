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
class RemindersLapsed(Message):
    """Patents lapsed and can be restored, each until its day."""

    template: ClassVar[str] = "reminders-lapsed"

    how_many: str
    rights: str
    list_url: str
