"""Messages about automatic renewals."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class RenewalsPlanned(Message):
    """Notice before patents are renewed by themselves."""

    template: ClassVar[str] = "renewals-planned"
    personal: ClassVar[bool] = True

    how_many: str
    total: str
    rights: str
    stop_url: str


@dataclass(frozen=True)
class RenewalsNotDone(Message):
    """What was planned and is not renewed by itself; ``rights`` has a line for each, with why."""

    template: ClassVar[str] = "renewals-not-done"
    personal: ClassVar[bool] = True

    how_many: str
    rights: str
    list_url: str
