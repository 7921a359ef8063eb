"""Messages about automatic renewals."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class RenewalsPlanned(Message):
    """Notice before patents are renewed by themselves."""

    template: ClassVar[str] = "renewals-planned"

    how_many: str
    total: str
    rights: str
    stop_url: str
