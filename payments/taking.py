"""Taking money and letting it go at Pay: what was decided is done there, and then looked at."""

from contextlib import suppress
from datetime import datetime

from core.outside import Unavailable
from payments.charges import NotPossibleNow
from payments.concluding import adopt, forget, refresh
from payments.locks import one_at_a_time
from payments.models import Attempt, AttemptState, PaymentState
from payments.pay import pay


class NotThereYet(Unavailable):
    """Pay has not concluded what it was asked: look again later."""


def take(attempt_id: int, *, at: datetime) -> Attempt:
    """Captures the money of a payment that is decided; a refusal only means that Pay must be looked at again.

    Raises:
        NotThereYet: while Pay says neither that the money is there nor that it is lost.
    """
    attempt = Attempt.everything.select_related("payment").get(pk=attempt_id)
    if not attempt.is_live or attempt.payment.state != PaymentState.CAPTURING or attempt.provider_id is None:
        return attempt
    with suppress(NotPossibleNow):
        pay().capture(attempt.provider_id)
    return _concluded(attempt, at=at)


def let_go(attempt_id: int, *, at: datetime) -> Attempt:
    """Cancels at Pay what must not be taken; if it was taken all the same, a refund comes of looking at it.

    Raises:
        NotThereYet: while Pay says neither that it is let go nor that the money is there.
    """
    attempt = Attempt.everything.select_related("payment").get(pk=attempt_id)
    if not attempt.is_live or attempt.payment.is_live:
        return attempt
    with one_at_a_time(f"attempt:{attempt.payment_id}"):
        attempt.refresh_from_db()
        charge_id = attempt.provider_id or adopt(attempt)
        if charge_id is None:
            return forget(attempt.pk, at=at)
        with suppress(NotPossibleNow):
            pay().cancel(charge_id)
    return _concluded(attempt, at=at)


def end_attempt(payment_reference: str, *, at: datetime) -> bool:
    """Ends an attempt that nobody has confirmed yet, so that the payment can change; True if it has none any more.

    Pay is looked at first: what was confirmed in time is never thrown away.
    """
    attempt = Attempt.everything.filter(payment__reference=payment_reference, finished_at=None).first()
    if attempt is None:
        return True
    with one_at_a_time(f"attempt:{attempt.payment_id}"):
        after = refresh(attempt.pk, at=at)
        if after.state == AttemptState.CAPTURABLE or not after.is_live:
            return not after.is_live
        if after.provider_id is None:
            return not forget(after.pk, at=at).is_live
        with suppress(NotPossibleNow):
            pay().cancel(after.provider_id)
    return not refresh(attempt.pk, at=at).is_live


def _concluded(attempt: Attempt, *, at: datetime) -> Attempt:
    after = refresh(attempt.pk, at=at)
    if after.is_live:
        raise NotThereYet(f"{attempt.reference} is {after.state}")
    return after
