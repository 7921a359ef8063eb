"""A payment that is to come by bank transfer: what to quote, and taking it back to pay otherwise."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Actor, NotPermitted, Permission, label, organisation_of, require
from payments.attempting import MAY_NOT_PAY, NOT_THE_PAYER, NothingToPay, demand_within_limit
from payments.baskets import leave_basket
from payments.models import LIVE_ATTEMPTS, Attempt, DepositOrder, Method, Payment, PaymentState
from payments.opening import PaymentUnderWay


def await_transfer(payment: Payment, *, by: Actor, at: datetime) -> None:
    """The payer will transfer the amount and quote the payment's reference; it counts from the day of credit.

    Raises:
        NotPermitted, SecondPersonNeeded, NothingToPay.
        PaymentUnderWay: while it is being paid by card.
    """
    require(by, [Permission.PAY], reason=MAY_NOT_PAY)
    if payment.organisation_id != organisation_of(by):
        raise NotPermitted(NOT_THE_PAYER)
    with transaction.atomic():
        locked = Payment.everything.select_for_update().get(pk=payment.pk)
        if locked.state != PaymentState.OPEN:
            raise NothingToPay(locked.reference)
        if Attempt.everything.filter(payment=locked, state__in=LIVE_ATTEMPTS).exists():
            raise PaymentUnderWay(locked.reference)
        demand_within_limit(locked, by=by, at=at)
        leave_basket(locked)
        DepositOrder.everything.filter(payment=locked, ended_at=None).delete()
        announced = {"announced_by": label(by), "announced_at": at}
        Payment.everything.filter(pk=locked.pk).update(method=Method.BANK_TRANSFER, **announced)
        audit.note("transfer-announced", by=by, at=at, subject=locked.reference)
