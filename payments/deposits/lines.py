"""The one door of a deposit account’s lines: under its lock, each cause once, never more out than is there."""

from datetime import datetime

from core.actor import System
from notifications.messages.money import BalanceLow
from payments.deposits.telling import tell_money_people
from payments.models import DepositAccount, DepositKind, DepositLine, Payment

BOOKS = System("payments")


class NotCovered(Exception):
    """The account holds less than is to be paid; nothing was written."""


def lock(account_id: int) -> DepositAccount:
    """The account as it is now, locked until the database transaction ends; always after the payment's own lock."""
    return DepositAccount.everything.select_for_update().get(pk=account_id)


def write(
    account: DepositAccount,
    kind: DepositKind,
    amount_pence: int,
    payment: Payment,
    *,
    because: str,
    counts_at: datetime,
    by: str,
    at: datetime,
) -> bool:
    """Writes one line on the locked account, positive in and negative out; False if the cause was written before.

    Raises:
        NotCovered: if more is to be spent than is there.
    """
    if DepositLine.everything.filter(account=account, because=because).exists():
        return False
    after = account.balance_pence + amount_pence
    if kind == DepositKind.SPENT and after < 0:
        raise NotCovered(account.reference)
    account.balance_pence, account.lines = after, account.lines + 1
    DepositLine.everything.create(
        account=account,
        number=account.lines,
        kind=kind,
        amount_pence=amount_pence,
        balance_pence=after,
        payment=payment,
        because=because,
        counts_at=counts_at,
        at=at,
        by=by,
    )
    _warn(account, at=at)
    account.save(update_fields=["balance_pence", "lines", "low_told_at"])
    return True


def _warn(account: DepositAccount, *, at: datetime) -> None:
    """Tells once that the balance is low; once it is not, the next time is told again."""
    if account.balance_pence >= account.low_pence:
        account.low_told_at = None
    elif account.low_told_at is None:
        account.low_told_at = at
        tell_money_people(account, BalanceLow.of(account.reference, account.balance_pence), "low", at=at)
