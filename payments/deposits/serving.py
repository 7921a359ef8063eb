"""What a deposit account pays: an order once it is covered, and what waits as soon as money comes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum, Window

from core.days import legal_day
from payments import ledger
from payments.deposits.lines import NotCovered, lock, write
from payments.models import (
    Bucket,
    DepositAccount,
    DepositKind,
    DepositLine,
    DepositOrder,
    Method,
    Payment,
    PaymentState,
)
from payments.promising import tell_above


def fulfil(order: DepositOrder, *, counts_at: datetime, at: datetime) -> bool:
    """Pays an order if the account covers it now; in the caller's transaction. False if it goes on waiting."""
    payment = Payment.everything.select_for_update().get(pk=order.payment_id)
    if payment.state != PaymentState.OPEN or payment.method != Method.DEPOSIT:
        return payment.paid_at is not None
    account = lock(order.account_id)
    counts_at = max(order.asked_at, counts_at, there_since(account, payment.amount_pence) or counts_at)
    try:
        _debit(account, payment, order, counts_at=counts_at, at=at)
    except NotCovered:
        return False
    ledger.move(
        payment, Bucket.OUTSIDE, Bucket.HELD, amount_pence=payment.amount_pence, because=payment.reference, at=at
    )
    payment.paid_at = counts_at
    payment.paid_on, payment.state = legal_day(payment.paid_at), PaymentState.CAPTURABLE
    payment.save(update_fields=["paid_at", "paid_on", "state"])
    DepositOrder.everything.filter(pk=order.pk).update(ended_at=at)
    tell_above("payment-capturable", payment, at=at)
    return True


def there_since(account: DepositAccount, pence: int) -> datetime | None:
    """Since when the money is there that the next ``pence`` are taken from: the oldest that nothing was paid with yet.

    Credits are used up in the order in which they were booked, and each counts from its own day, whatever the day on
    which it was booked.
    """
    lines = DepositLine.everything.filter(account=account)
    gone = -int(lines.filter(amount_pence__lt=0).aggregate(total=Sum("amount_pence"))["total"] or 0)
    up_to = Window(Sum("amount_pence"), order_by="number")
    credits_in = lines.filter(amount_pence__gt=0).annotate(up_to=up_to).order_by("number")
    used = [
        since
        for total, amount, since in credits_in.values_list("up_to", "amount_pence", "counts_at")
        if total > gone and total - amount < gone + pence
    ]
    return max(used, default=None)


def _debit(
    account: DepositAccount, payment: Payment, order: DepositOrder, *, counts_at: datetime, at: datetime
) -> None:
    write(
        account,
        DepositKind.SPENT,
        -payment.amount_pence,
        payment,
        because=payment.reference,
        counts_at=counts_at,
        by=order.asked_by,
        at=at,
    )


def serve_waiting(account: DepositAccount, *, counts_at: datetime, at: datetime) -> int:
    """Pays what waits, in the order in which it was asked for, as far as the balance goes; returns how many."""
    orders = DepositOrder.everything.filter(account=account, ended_at=None)
    waiting = orders.filter(payment__method=Method.DEPOSIT, payment__state=PaymentState.OPEN)
    paid = 0
    for order in waiting.order_by("asked_at", "pk"):
        with transaction.atomic():
            if not fulfil(order, counts_at=counts_at, at=at):
                break
        paid += 1
    return paid
