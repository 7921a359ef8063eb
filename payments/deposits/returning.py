"""What was paid from a deposit account and is owed back goes into it again; what a bank takes back goes out."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from payments import ledger
from payments.deposits.lines import lock, write
from payments.deposits.serving import serve_waiting
from payments.models import (
    BasketLine,
    Bucket,
    DepositKind,
    DepositLine,
    DepositOrder,
    Method,
    Payment,
    Refund,
    RefundState,
    TopUp,
)
from payments.promising import tell_refund_made


def return_to_account(refund: Refund, *, at: datetime) -> Refund:
    """Makes a refund of a payment that came from the account; harmless to repeat."""
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(pk=refund.payment_id)
        locked = Refund.everything.select_for_update().get(pk=refund.pk)
        if locked.ended_at is not None:
            return locked
        account = lock(DepositOrder.everything.get(payment=payment).account_id)
        write(
            account,
            DepositKind.RETURNED,
            locked.amount_pence,
            payment,
            because=locked.reference,
            counts_at=at,
            by="system:payments",
            at=at,
        )
        locked.state, locked.ended_at, locked.looked_at = RefundState.MADE, at, at
        locked.save(update_fields=["state", "ended_at", "looked_at"])
        owed, back = Bucket.REFUND_OWED, Bucket.REFUNDED
        ledger.move(payment, owed, back, amount_pence=locked.amount_pence, because=locked.reference, at=at)
        locked.payment = payment
        tell_refund_made(locked, at=at)
    serve_waiting(account, counts_at=at, at=at)
    return locked


def charge_account_back(payment: Payment, amount_pence: int, *, because: str, at: datetime) -> None:
    """A bank took money back that went into an account; what was spent of it meanwhile makes the balance negative."""
    account_id, most = _credited(payment)
    pence = min(amount_pence, most)
    if account_id is not None and pence > 0:
        kind, by = DepositKind.CHARGED_BACK, "system:payments"
        write(lock(account_id), kind, -pence, payment, because=because, counts_at=at, by=by, at=at)


def _credited(payment: Payment) -> tuple[int | None, int]:
    """The account that the payment's money went into, and how many pence: all of a top-up, or what a basket kept."""
    top_up = TopUp.everything.filter(payment=payment).first()
    if top_up is not None:
        return top_up.account_id, payment.amount_pence
    lines = BasketLine.everything.filter(basket__payment=payment).values("payment_id")
    kept = DepositLine.everything.filter(payment__in=lines, payment__method=Method.BASKET, kind=DepositKind.RETURNED)
    found = kept.values_list("account").annotate(total=Sum("amount_pence")).first()
    return found or (None, 0)
