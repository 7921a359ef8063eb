"""Messages about complaints and requests for personal data."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class EnquiryReceived(Message):
    """To whoever wrote: it is there, and what happens next."""

    template: ClassVar[str] = "enquiry-received"

    reference: str


@dataclass(frozen=True)
class EnquiryAnswered(Message):
    """To whoever wrote: the office's answer."""

    template: ClassVar[str] = "enquiry-answered"

    reference: str
    answer: str
