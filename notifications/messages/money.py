"""Messages about an organisation's money."""

from dataclasses import dataclass
from typing import ClassVar, Self

from core.design.formats import pounds
from notifications.messages.base import Message


@dataclass(frozen=True)
class BalanceLow(Message):
    """The deposit account holds less than the organisation wants it to."""

    template: ClassVar[str] = "balance-low"
    personal: ClassVar[bool] = True

    account: str
    balance: str

    @classmethod
    def of(cls, account: str, balance_pence: int) -> Self:
        """The message about an account of that reference with so many pence in it."""
        return cls(account, pounds(balance_pence))


@dataclass(frozen=True)
class StatementReady(Message):
    """A month of the deposit account is over."""

    template: ClassVar[str] = "statement-ready"
    personal: ClassVar[bool] = True

    account: str
    month: str
    closing: str
