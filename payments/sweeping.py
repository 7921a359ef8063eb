"""The sweep: what nobody came back with news of is looked at, and what was promised is tried again."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest

from core.outside import Refused, Unavailable
from payments.concluding import NotOurs, refresh
from payments.models import LIVE_ATTEMPTS, OPEN_REFUNDS, Attempt, Method, Payment, PaymentState, Refund
from payments.promising import tell_above
from payments.refunding import make_refund
from payments.taking import let_go, take

QUIET_FOR = timedelta(minutes=5)
IDLE_FOR = timedelta(minutes=90)
MOST = 2000
AWAY_AFTER = 10
Row = TypeVar("Row")
log = structlog.get_logger(__name__)


def sweep(at: datetime) -> int:
    """Looks at every unfinished attempt and refund that was not looked at lately, and closes what was left lying.

    Returns how many were looked at. Pay being away stops nothing but the one that it was asked about.
    """
    looked = _each(_unfinished(at), lambda attempt: _go_on(attempt, at=at))
    looked += _each(_open_refunds(at), lambda refund: make_refund(refund.reference, at=at))
    return looked + close_idle(at=at)


def close_idle(*, at: datetime) -> int:
    """Open payments that nobody has tried for 90 minutes expire, so that they stand in nobody's way."""
    live = Attempt.everything.filter(payment=OuterRef("pk"), state__in=LIVE_ATTEMPTS)
    touched = Greatest("created_at", Coalesce(Max("attempts__finished_at"), "created_at"))
    idle = (
        Payment.everything.filter(~Exists(live), state=PaymentState.OPEN, method=Method.CARD)
        .annotate(touched=touched)
        .filter(touched__lte=at - IDLE_FOR)
    )
    return sum(_close(pk, at=at) for pk in list(idle.values_list("pk", flat=True)[:MOST]))


def _close(payment_id: int, *, at: datetime) -> bool:
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(pk=payment_id)
        is_tried = Attempt.everything.filter(payment=payment, state__in=LIVE_ATTEMPTS).exists()
        if payment.state != PaymentState.OPEN or is_tried:
            return False
        payment.state, payment.why = PaymentState.EXPIRED, "not-tried"
        payment.save(update_fields=["state", "why"])
        tell_above("payment-lost", payment, at=at)
        return True


def _unfinished(at: datetime) -> Iterable[Attempt]:
    old = Q(looked_at=None, created_at__lte=at - QUIET_FOR) | Q(looked_at__lte=at - QUIET_FOR)
    rows = Attempt.everything.filter(old, state__in=LIVE_ATTEMPTS).select_related("payment")
    return list(rows.order_by(F("looked_at").asc(nulls_first=True), "pk")[:MOST])


def _go_on(attempt: Attempt, *, at: datetime) -> None:
    """What was decided is done again, in case its promise was abandoned; else Pay is looked at."""
    if attempt.payment.state == PaymentState.CAPTURING:
        take(attempt.pk, at=at)
    elif not attempt.payment.is_live:
        let_go(attempt.pk, at=at)
    else:
        refresh(attempt.pk, at=at)


def _open_refunds(at: datetime) -> Iterable[Refund]:
    old = Q(looked_at=None, created_at__lte=at - QUIET_FOR) | Q(looked_at__lte=at - QUIET_FOR)
    return list(
        Refund.everything.filter(old, state__in=OPEN_REFUNDS).order_by(F("looked_at").asc(nulls_first=True), "pk")[
            :MOST
        ]
    )


def _each(rows: Iterable[Row], look: Callable[[Row], object]) -> int:
    """Looks at each and counts; what Pay will not tell now, the next sweep asks again, and all if Pay is away."""
    looked = silent = 0
    for row in rows:
        try:
            look(row)
            silent = 0
        except (Unavailable, Refused, NotOurs) as error:
            log.warning("sweep-put-off", what=str(row), error=type(error).__name__)
            silent += isinstance(error, Unavailable)
        looked += 1
        if silent >= AWAY_AFTER:
            break
    return looked
