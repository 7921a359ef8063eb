"""Paying from a deposit account: at once where it is covered, else from the day on which it is topped up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Actor, NotPermitted, label, organisation_of
from core.days import legal_day
from payments import ledger
from payments.attempting import NothingToPay, demand_within_limit
from payments.deposits.accounts import NoAccount, account_of, demand_spender
from payments.deposits.lines import NotCovered, lock, write
from payments.models import (
    LIVE_ATTEMPTS,
    Attempt,
    Bucket,
    DepositAccount,
    DepositKind,
    DepositOrder,
    Method,
    Payment,
    PaymentState,
)
from payments.opening import PaymentUnderWay
from payments.promising import tell_above


def pay_from_account(payment: Payment, *, by: Actor, at: datetime) -> bool:
    """Pays an open payment from the account of the payer's organisation; True if it was covered.

    What is not covered waits, and is paid by the top-up that covers it, as of that top-up (EPO, National law relating
    to the EPC, table VIII, UK). A second click finds the order.

    Raises:
        NoAccount, NothingToPay, NotPermitted, SecondPersonNeeded.
        PaymentUnderWay: while it is being paid by card.
    """
    account = account_of(by)
    if account is None:
        raise NoAccount
    demand_spender(account, by)
    if payment.organisation_id != organisation_of(by):
        raise NotPermitted(_("This payment belongs to another account."))
    with transaction.atomic():
        locked = _demand_open(payment, by=by, at=at)
        order, _is_new = DepositOrder.everything.get_or_create(
            payment=locked, defaults={"account": account, "asked_at": at, "asked_by": label(by)}
        )
        Payment.everything.filter(pk=locked.pk).update(method=Method.DEPOSIT)
        audit.note("paid-from-deposit", by=by, at=at, subject=locked.reference)
        return fulfil(order, counts_at=at, at=at)


def fulfil(order: DepositOrder, *, counts_at: datetime, at: datetime) -> bool:
    """Pays an order if the account covers it now; in the caller's transaction. False if it goes on waiting."""
    payment = Payment.everything.select_for_update().get(pk=order.payment_id)
    if payment.state != PaymentState.OPEN or payment.method != Method.DEPOSIT:
        return payment.paid_at is not None
    account = lock(order.account_id)
    try:
        _debit(account, payment, order, counts_at=counts_at, at=at)
    except NotCovered:
        return False
    ledger.move(
        payment, Bucket.OUTSIDE, Bucket.HELD, amount_pence=payment.amount_pence, because=payment.reference, at=at
    )
    payment.paid_at = max(order.asked_at, counts_at)
    payment.paid_on, payment.state = legal_day(payment.paid_at), PaymentState.CAPTURABLE
    payment.save(update_fields=["paid_at", "paid_on", "state"])
    DepositOrder.everything.filter(pk=order.pk).update(ended_at=at)
    tell_above("payment-capturable", payment, at=at)
    return True


def _debit(
    account: DepositAccount, payment: Payment, order: DepositOrder, *, counts_at: datetime, at: datetime
) -> None:
    write(
        account,
        DepositKind.SPENT,
        -payment.amount_pence,
        payment,
        because=payment.reference,
        counts_at=max(order.asked_at, counts_at),
        by=order.asked_by,
        at=at,
    )


def serve_waiting(account: DepositAccount, *, counts_at: datetime, at: datetime) -> int:
    """Pays what waits, in the order in which it was asked for, as far as the balance goes; returns how many."""
    waiting = DepositOrder.everything.filter(account=account, ended_at=None).order_by("asked_at", "pk")
    paid = 0
    for order in waiting:
        with transaction.atomic():
            if order.payment.is_live and not fulfil(order, counts_at=counts_at, at=at):
                break
        paid += 1
    return paid


def pay_by_card_instead(payment: Payment, *, by: Actor, at: datetime) -> bool:
    """Takes back what was to come from the account or by transfer, to be paid by card; False if there is no need."""
    if Payment.everything.filter(pk=payment.pk, method=Method.CARD).exists():
        return False
    if payment.organisation_id != organisation_of(by):
        raise NotPermitted(_("This payment belongs to another account."))
    with transaction.atomic():
        locked = Payment.everything.select_for_update().get(pk=payment.pk)
        if locked.state != PaymentState.OPEN:
            return False
        DepositOrder.everything.filter(payment=locked).delete()
        Payment.everything.filter(pk=locked.pk).update(method=Method.CARD)
    return True


def waiting_of(by: Actor) -> list[DepositOrder]:
    """What waits for a top-up in the actor's organisation, as far as the actor may see the payments."""
    mine = Payment.objects.visible_to(by).filter(state=PaymentState.OPEN, method=Method.DEPOSIT)
    orders = DepositOrder.objects.visible_to(by).filter(ended_at=None, payment__in=mine)
    return list(orders.select_related("payment").order_by("asked_at", "pk"))


def _demand_open(payment: Payment, *, by: Actor, at: datetime) -> Payment:
    locked = Payment.everything.select_for_update().get(pk=payment.pk)
    if locked.state != PaymentState.OPEN:
        raise NothingToPay(locked.reference)
    if Attempt.everything.filter(payment=locked, state__in=LIVE_ATTEMPTS).exists():
        raise PaymentUnderWay(locked.reference)
    demand_within_limit(locked, by=by, at=at)
    return locked
