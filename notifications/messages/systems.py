"""Messages to whoever looks after a firm's systems."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class WebhookPaused(Message):
    """Nothing arrived at a webhook for days, so that it is called no more."""

    template: ClassVar[str] = "webhook-paused"

    system: str
    address: str
    reference: str
