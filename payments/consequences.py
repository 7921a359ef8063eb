"""What follows from what Pay says of an attempt: the payment's state, the ledger, alerts, and who is told."""

from collections.abc import Callable
from datetime import datetime

from core.days import legal_day
from core.outside import Unavailable
from payments import ledger
from payments.alerts import raise_alert
from payments.charges import Charge
from payments.models import AlertKind, Attempt, AttemptState, Bucket, PaymentState
from payments.owing import owe
from payments.promising import promise_cancel, tell_above


class EventMissing(Unavailable):
    """Pay says that the person confirmed, yet not when: ask again later."""


def follow(attempt: Attempt, charge: Charge, *, at: datetime) -> None:
    """Lets everything follow from the attempt's new state, inside the caller's database transaction and its locks."""
    effect: Callable[..., None] = EFFECTS.get(AttemptState(attempt.state), _lost)
    effect(attempt, charge, at=at)


def _capturable(attempt: Attempt, charge: Charge, *, at: datetime) -> None:
    """The person has confirmed and nothing is taken yet: the layer above decides, unless the amount is not ours."""
    payment = attempt.payment
    if payment.state != PaymentState.OPEN:
        promise_cancel(attempt, at=at)
        return
    _note_day(attempt)
    if charge.amount_pence == payment.amount_pence:
        payment.state = PaymentState.CAPTURABLE
        tell_above("payment-capturable", payment, at=at)
    else:
        payment.state, payment.why = PaymentState.RELEASED, "wrong-amount"
        _alert_amount(attempt, charge.amount_pence, at=at)
        promise_cancel(attempt, at=at)
        tell_above("payment-lost", payment, at=at)
    payment.save()


def _captured(attempt: Attempt, charge: Charge, *, at: datetime) -> None:
    """The money is there: a fact, whatever became of the payment meanwhile."""
    payment, came = attempt.payment, charge.amount_pence
    attempt.captured_pence = came
    was_live = payment.is_live
    if payment.paid_at is None:
        _note_day(attempt)
    ledger.move(payment, Bucket.OUTSIDE, Bucket.HELD, amount_pence=came, because=attempt.reference, at=at)
    if not was_live:
        _return_unexpected(attempt, came, at=at)
    elif came >= payment.amount_pence:
        payment.state = PaymentState.SETTLED
        _return_over(attempt, came - payment.amount_pence, at=at)
        tell_above("payment-settled", payment, at=at)
    else:
        payment.state, payment.why = PaymentState.CAPTURING, "too-little"
        _alert_amount(attempt, came, at=at)
    payment.save()


def _return_unexpected(attempt: Attempt, came: int, *, at: datetime) -> None:
    about = f"{came} pence were taken for a payment that was {attempt.payment.state}; a refund is owed."
    raise_alert(attempt.payment, AlertKind.UNEXPECTED_MONEY, key=attempt.reference, about=about, at=at)
    owe(attempt.payment, amount_pence=came, because=f"unexpected:{attempt.reference}", at=at)


def _return_over(attempt: Attempt, over: int, *, at: datetime) -> None:
    if over:
        _alert_amount(attempt, attempt.payment.amount_pence + over, at=at)
        owe(attempt.payment, amount_pence=over, because=f"over:{attempt.reference}", at=at)


def _lost(attempt: Attempt, charge: Charge, *, at: datetime) -> None:
    """No money comes of it; an open payment may be tried again unless the person has gone."""
    payment = attempt.payment
    has_expired = attempt.state == AttemptState.EXPIRED
    if not payment.is_live or (payment.state == PaymentState.OPEN and not has_expired):
        return
    payment.state = PaymentState.EXPIRED if has_expired else PaymentState.FAILED
    payment.why = str(charge.ending)
    payment.save()
    tell_above("payment-lost", payment, at=at)


def _note_day(attempt: Attempt) -> None:
    """The day of payment is the London day of Pay's own event.

    Raises:
        EventMissing: if Pay shows the state without the event; the news is looked at again later.
    """
    if attempt.confirmed_at is None:
        raise EventMissing(attempt.reference)
    attempt.payment.paid_at = attempt.confirmed_at
    attempt.payment.paid_on = legal_day(attempt.confirmed_at)


def _alert_amount(attempt: Attempt, came: int, *, at: datetime) -> None:
    about = f"{attempt.payment.amount_pence} pence were owed, Pay says {came}."
    raise_alert(attempt.payment, AlertKind.WRONG_AMOUNT, key=attempt.reference, about=about, at=at)


EFFECTS: dict[AttemptState, Callable[..., None]] = {
    AttemptState.CAPTURABLE: _capturable,
    AttemptState.CAPTURED: _captured,
}
