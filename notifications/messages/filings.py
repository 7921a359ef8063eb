"""Messages about drafts and filings."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class DraftReminder(Message):
    """A draft has not been touched for 28 days."""

    template: ClassVar[str] = "draft-reminder"

    what: str
    reference: str
    deleted_on: str
    resume_url: str
