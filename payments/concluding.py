"""Concluding an attempt: the one place where what Pay says of it is written down, whoever came with the news."""

from datetime import datetime, timedelta

from django.db import transaction

from payments.alerts import raise_alert
from payments.charges import Charge, Ending, State, UnknownCharge, confirmed_at
from payments.consequences import follow
from payments.models import AlertKind, Attempt, AttemptState, Payment
from payments.pay import pay

FORGOTTEN_AFTER = timedelta(minutes=90)
PROGRESS = {
    State.CREATED: AttemptState.CREATED,
    State.STARTED: AttemptState.STARTED,
    State.SUBMITTED: AttemptState.SUBMITTED,
    State.CONFIRMED: AttemptState.CAPTURABLE,
    State.PAID: AttemptState.CAPTURED,
    State.FAILED: AttemptState.FAILED,
    State.CANCELLED: AttemptState.CANCELLED,
    State.ERROR: AttemptState.ERROR,
}
ENDED = {Ending.EXPIRED: AttemptState.EXPIRED, Ending.GIVEN_UP: AttemptState.CANCELLED}
RANKS = {AttemptState.CREATED: 0, AttemptState.STARTED: 1, AttemptState.SUBMITTED: 2, AttemptState.CAPTURABLE: 3}
FINAL = 4
HOPEFUL = [State.CREATED, State.STARTED, State.SUBMITTED, State.CONFIRMED, State.PAID]


class NotOurs(Exception):
    """Pay's charge carries another reference than the attempt that names it."""


def refresh(attempt_id: int, *, at: datetime) -> Attempt:
    """Looks at Pay and concludes what it says; the return page, the webhook and the sweep all call this, at any time.

    Raises:
        Unavailable: if Pay could not be asked; nothing has changed.
    """
    attempt = Attempt.everything.select_related("payment").get(pk=attempt_id)
    if not attempt.is_live:
        return attempt
    charge_id = attempt.provider_id or adopt(attempt)
    if charge_id is None:
        return _forget_if_old(attempt, at=at)
    charge = _ask_pay(attempt, charge_id, at=at)
    return conclude(attempt.pk, charge, seen(charge), at=at)


def _ask_pay(attempt: Attempt, charge_id: str, *, at: datetime) -> Charge:
    try:
        charge = pay().charge(charge_id)
    except UnknownCharge:
        _alert_unknown(attempt, at=at)
        raise
    if charge.reference.casefold() != attempt.reference.casefold():
        _alert_unknown(attempt, at=at)
        raise NotOurs(attempt.reference)
    return charge


def _alert_unknown(attempt: Attempt, *, at: datetime) -> None:
    about = "Pay does not know the charge that we stored for this attempt."
    raise_alert(attempt.payment, AlertKind.UNKNOWN_AT_PAY, key=attempt.reference, about=about, at=at)


def seen(charge: Charge) -> datetime | None:
    """When the person confirmed, by Pay's own events; None if they have not."""
    if charge.state not in (State.CONFIRMED, State.PAID):
        return None
    return confirmed_at(pay().events(charge.id))


def adopt(attempt: Attempt) -> str | None:
    """Finds what we made at Pay before we were stopped, stores its id, and returns it; None if there is nothing."""
    hopeful = [charge for charge in pay().charges_of(attempt.reference) if charge.state in HOPEFUL]
    if hopeful:
        furthest = max(hopeful, key=lambda charge: HOPEFUL.index(charge.state))
        Attempt.everything.filter(pk=attempt.pk, provider_id=None).update(provider_id=furthest.id)
    return Attempt.everything.get(pk=attempt.pk).provider_id


def _forget_if_old(attempt: Attempt, *, at: datetime) -> Attempt:
    """Pay never heard of it: nobody has its address, so it ends when Pay itself would have let it end."""
    return forget(attempt.pk, at=at) if at - attempt.created_at >= FORGOTTEN_AFTER else attempt


def forget(attempt_id: int, *, at: datetime) -> Attempt:
    """Ends an attempt that Pay never heard of."""
    with transaction.atomic():
        attempt = _locked(attempt_id)
        if attempt.is_live and attempt.provider_id is None:
            attempt.state, attempt.finished_at, attempt.looked_at = AttemptState.ABANDONED, at, at
            attempt.save()
        return attempt


def conclude(attempt_id: int, charge: Charge, confirmed: datetime | None, *, at: datetime) -> Attempt:
    """Writes down what Pay says of the attempt: later states only, so that old news cannot go back, and once."""
    with transaction.atomic():
        attempt = _locked(attempt_id)
        if not attempt.is_live:
            return attempt
        after = _state_after(charge)
        attempt.looked_at = at
        if RANKS.get(after, FINAL) > RANKS.get(AttemptState(attempt.state), FINAL):
            _advance(attempt, after, charge, confirmed, at=at)
        attempt.save()
    return attempt


def _state_after(charge: Charge) -> AttemptState:
    plain = PROGRESS[charge.state]
    return ENDED.get(charge.ending, plain) if charge.state is State.FAILED else plain


def _locked(attempt_id: int) -> Attempt:
    """The attempt with its payment, both locked: always the payment first."""
    payment_id = Attempt.everything.values_list("payment_id", flat=True).get(pk=attempt_id)
    payment = Payment.everything.select_for_update().get(pk=payment_id)
    attempt = Attempt.everything.select_for_update().get(pk=attempt_id)
    attempt.payment = payment
    return attempt


def _advance(
    attempt: Attempt, after: AttemptState, charge: Charge, confirmed: datetime | None, *, at: datetime
) -> None:
    attempt.state, attempt.code = after, charge.code[:10]
    attempt.confirmed_at = attempt.confirmed_at or confirmed
    attempt.card_brand, attempt.card_last_four = charge.card_brand[:40], charge.card_last_four
    if after in RANKS and after != AttemptState.CAPTURABLE:
        return
    if after != AttemptState.CAPTURABLE:
        attempt.finished_at = at
    follow(attempt, charge, at=at)
