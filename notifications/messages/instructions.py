"""Messages about instructions between owners and those who look after their rights."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class InstructionAsked(Message):
    """A firm asks what the owner wants."""

    template: ClassVar[str] = "instruction-asked"

    firm: str
    rights: str
    question: str
    due_on: str
    answer_url: str


@dataclass(frozen=True)
class InstructionGiven(Message):
    """The other side said what is to be done."""

    template: ClassVar[str] = "instruction-given"

    said_by: str
    rights: str
    answer: str
    words: str


@dataclass(frozen=True)
class InstructionReminder(Message):
    """A question waits for its answer."""

    template: ClassVar[str] = "instruction-reminder"

    firm: str
    right_number: str
    due_on: str
    answer_url: str
