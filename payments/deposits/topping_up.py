"""Putting money into a deposit account: by card, or by a bank transfer that quotes its reference."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from core import audit
from core.actor import Acting, Permission, System, label, require
from core.references import new_reference
from payments import ledger
from payments.attempting import MAY_NOT_PAY
from payments.deposits.lines import lock, write
from payments.deposits.serving import serve_waiting
from payments.models import Bucket, DepositAccount, DepositKind, Payment, PaymentState, TopUp
from payments.opening import TooMuchForACard, card_can_take

PREFIX = "TOP"
CASHIER = System("payments")


def begin_top_up(
    account: DepositAccount,
    amount_pence: int,
    *,
    description: str,
    email: str,
    language: str,
    by: Acting,
    at: datetime,
) -> Payment:
    """An open payment by card whose money goes into the account.

    Raises:
        NotPermitted, TooMuchForACard.
    """
    require(by, [Permission.PAY], reason=MAY_NOT_PAY)
    if not card_can_take(amount_pence):
        raise TooMuchForACard(amount_pence, settings.PAY_MAX_PENCE)
    with transaction.atomic():
        payment = Payment.everything.create(
            reference=new_reference("PAY"),
            subject=new_reference(PREFIX),
            amount_pence=amount_pence,
            description=description[:255],
            email=email,
            language=language,
            organisation_id=account.organisation_id,
            continue_path="/money/",
            created_by=label(by),
            created_at=at,
        )
        TopUp.everything.create(payment=payment, account=account)
        audit.note("top-up-begun", by=by, at=at, subject=account.reference)
    return payment


def is_top_up(payment: Payment) -> bool:
    """Whether the payment's money goes into a deposit account."""
    return payment.subject.startswith(f"{PREFIX}-")


def credit(payment_reference: str, *, at: datetime) -> bool:
    """The money of a top-up is there: it goes into the account, and pays what waits for it. Repeatable."""
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(reference=payment_reference)
        top_up = TopUp.everything.get(payment=payment)
        if payment.state != PaymentState.SETTLED or payment.paid_at is None:
            return False
        account, amount = lock(top_up.account_id), payment.amount_pence
        because = f"top-up:{payment.reference}"
        is_new = write(
            account,
            DepositKind.TOP_UP,
            amount,
            payment,
            because=because,
            counts_at=payment.paid_at,
            by=payment.created_by,
            at=at,
        )
        if is_new:
            ledger.move(payment, Bucket.HELD, Bucket.ON_ACCOUNT, amount_pence=amount, because=because, at=at)
    serve_waiting(account, counts_at=payment.paid_at, at=at)
    return is_new
