"""Deciding about money that a person has confirmed: take it or let it go; and officers' word on held money."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Officer
from payments import ledger
from payments.models import LIVE_ATTEMPTS, AlertKind, Attempt, Bucket, Method, MoneyAlert, Payment, PaymentState
from payments.owing import owe
from payments.promising import promise_cancel, promise_capture, tell_above


class CannotTake(Exception):
    """The payment is not one whose money waits to be taken; the message names its state."""


class CannotLetGo(Exception):
    """The money is taken or being taken: it can only be refunded."""


def capture(payment_reference: str, *, at: datetime) -> None:
    """Decides to take the whole amount and promises it; inside the caller's database transaction, once.

    Raises:
        CannotTake: unless the payment is capturable (or was decided already).
    """
    payment = _locked(payment_reference)
    if payment.state in (PaymentState.CAPTURING, PaymentState.SETTLED):
        return
    if payment.state != PaymentState.CAPTURABLE:
        raise CannotTake(payment.state)
    if payment.method != Method.CARD:
        _settle(payment, at=at)
        return
    payment.state = PaymentState.CAPTURING
    payment.save(update_fields=["state"])
    for attempt in _live_attempts(payment):
        promise_capture(attempt, at=at)


def release(payment_reference: str, *, reason: str, at: datetime) -> None:
    """Decides not to take the money and promises to let it go at Pay; inside the caller's database transaction.

    An open payment is cancelled, a confirmed one released: nobody is charged. ``reason`` is a short code or sentence
    that the pages show. Money that was taken all the same is refunded by itself.

    Raises:
        CannotLetGo: if the money is taken or being taken.
    """
    payment = _locked(payment_reference)
    if payment.state in (PaymentState.CAPTURING, PaymentState.SETTLED):
        raise CannotLetGo(payment.state)
    if not payment.is_live:
        return
    payment.state = PaymentState.CANCELLED if payment.state == PaymentState.OPEN else PaymentState.RELEASED
    payment.why = reason[:300]
    payment.save(update_fields=["state", "why"])
    if payment.method != Method.CARD and (held := ledger.balances(payment.pk)[Bucket.HELD]):
        owe(payment, amount_pence=held, because=f"released:{payment.reference}", at=at)
    for attempt in _live_attempts(payment):
        promise_cancel(attempt, at=at)


def _settle(payment: Payment, *, at: datetime) -> None:
    """The money of what is not paid by card is there already: from the account, or as the bank said."""
    payment.state = PaymentState.SETTLED
    payment.save(update_fields=["state"])
    tell_above("payment-settled", payment, at=at)


def accept_held(payment_reference: str, *, by: Officer, reason: str, at: datetime) -> None:
    """An officer accepts that too little was taken: the payment counts as settled.

    Raises:
        CannotTake: unless too little was taken and is held.
    """
    with transaction.atomic():
        payment = _too_little(payment_reference)
        payment.state, payment.why = PaymentState.SETTLED, "accepted"
        payment.save(update_fields=["state", "why"])
        tell_above("payment-settled", payment, at=at)
        audit.note("held-money-accepted", by=by, at=at, subject=payment.reference, reason=reason[:500])


def return_held(payment_reference: str, *, by: Officer, reason: str, at: datetime) -> None:
    """An officer returns what was taken because it is too little: the payment has failed.

    Raises:
        CannotTake: unless too little was taken and is held.
    """
    with transaction.atomic():
        payment = _too_little(payment_reference)
        payment.state, payment.why = PaymentState.FAILED, "too-little"
        payment.save(update_fields=["state", "why"])
        held = ledger.balances(payment.pk)[Bucket.HELD]
        owe(payment, amount_pence=held, because="too-little", at=at)
        tell_above("payment-lost", payment, at=at)
        audit.note("held-money-returned", by=by, at=at, subject=payment.reference, reason=reason[:500])


def _too_little(payment_reference: str) -> Payment:
    payment = _locked(payment_reference)
    alerted = MoneyAlert.everything.filter(payment=payment, kind=AlertKind.WRONG_AMOUNT).exists()
    if payment.state != PaymentState.CAPTURING or not alerted or not ledger.balances(payment.pk)[Bucket.HELD]:
        raise CannotTake(payment.state)
    return payment


def _live_attempts(payment: Payment) -> list[Attempt]:
    return [_with(payment, attempt) for attempt in Attempt.everything.filter(payment=payment, state__in=LIVE_ATTEMPTS)]


def _with(payment: Payment, attempt: Attempt) -> Attempt:
    attempt.payment = payment
    return attempt


def _locked(payment_reference: str) -> Payment:
    return Payment.everything.select_for_update().get(reference=payment_reference)
