"""Messages about money."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class PaymentFailed(Message):
    """A payment did not go through."""

    template: ClassVar[str] = "payment-failed"

    reference: str
    what: str
    why: str
    money: str
    try_again_url: str


@dataclass(frozen=True)
class RefundMade(Message):
    """Money went back."""

    template: ClassVar[str] = "refund-made"

    reference: str
    amount: str
    why: str
