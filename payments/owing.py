"""Owing money back: held money by itself, applied money by two officers."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Officer, label
from core.references import new_reference
from payments import ledger
from payments.models import Bucket, Payment, Refund
from payments.promising import promise_refund


class SamePerson(Exception):
    """Applied money goes back by two different officers."""


def apply_money(payment_reference: str, *, amount_pence: int, because: str, at: datetime) -> None:
    """Held money is used for what it was paid for; inside the caller's database transaction.

    Raises:
        NotEnough: if less is held.
    """
    payment = _locked(payment_reference)
    ledger.move(payment, Bucket.HELD, Bucket.APPLIED, amount_pence=amount_pence, because=because, at=at)


def unapply_money(payment_reference: str, *, because: str, at: datetime) -> int:
    """What was applied is held again, because that for which it was used was undone; returns the pence.

    Inside the caller's database transaction.
    """
    payment = _locked(payment_reference)
    applied = ledger.balances(payment.pk)[Bucket.APPLIED]
    if applied:
        ledger.move(payment, Bucket.APPLIED, Bucket.HELD, amount_pence=applied, because=because, at=at)
    return applied


def owe_refund(payment_reference: str, *, amount_pence: int, because: str, at: datetime) -> Refund:
    """Held money cannot be used: it is owed back and will be returned; inside the caller's database transaction.

    Raises:
        NotEnough: if less is held.
    """
    return owe(_locked(payment_reference), amount_pence=amount_pence, because=because, at=at)


def refund_applied(
    payment_reference: str, *, amount_pence: int, first: Officer, second: Officer, reason: str, at: datetime
) -> Refund:
    """Two officers return money that was applied; ``reason`` is kept.

    Raises:
        SamePerson: unless the officers are two persons.
        NotEnough: if less is applied.
    """
    if first.user_id == second.user_id:
        raise SamePerson("Ask another officer to approve the refund")
    with transaction.atomic():
        payment = _locked(payment_reference)
        number = Refund.everything.filter(payment=payment).count() + 1
        refund = _owe(
            payment,
            Bucket.APPLIED,
            amount_pence=amount_pence,
            because=f"officers:{number}",
            at=at,
            first_by=label(first),
            second_by=label(second),
            reason=reason[:300],
        )
        audit.note("refund-of-applied-money", by=first, at=at, subject=payment.reference, reason=reason[:500])
        audit.note("refund-approved", by=second, at=at, subject=payment.reference, reason=reason[:500])
    return refund


def owe(payment: Payment, *, amount_pence: int, because: str, at: datetime) -> Refund:
    """The same for a payment that is locked already."""
    return _owe(payment, Bucket.HELD, amount_pence=amount_pence, because=because, at=at)


def owe_from_account(payment: Payment, *, amount_pence: int, because: str, at: datetime) -> Refund:
    """Of money that was shared out of the payment and came back to it; the payment is locked already."""
    return _owe(payment, Bucket.ON_ACCOUNT, amount_pence=amount_pence, because=because, at=at)


def _owe(payment: Payment, start: Bucket, *, amount_pence: int, because: str, at: datetime, **people: str) -> Refund:
    if not ledger.move(payment, start, Bucket.REFUND_OWED, amount_pence=amount_pence, because=because, at=at):
        return Refund.everything.filter(payment=payment, because=because).earliest("number")
    refund = Refund.everything.create(
        reference=new_reference("REF"),
        payment=payment,
        amount_pence=amount_pence,
        because=because,
        created_at=at,
        **people,
    )
    promise_refund(refund, at=at)
    return refund


def _locked(payment_reference: str) -> Payment:
    return Payment.everything.select_for_update().get(reference=payment_reference)
