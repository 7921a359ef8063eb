"""Paying from a deposit account: at once where it is covered, else from the day on which it is topped up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Actor, NotPermitted, label, organisation_of
from payments.attempting import NothingToPay, demand_payer, demand_within_limit, live_attempt
from payments.baskets import leave_basket
from payments.deposits.accounts import NoAccount, account_of, demand_spender
from payments.deposits.serving import fulfil
from payments.models import (
    LIVE_ATTEMPTS,
    Attempt,
    DepositOrder,
    Method,
    Payment,
    PaymentState,
)
from payments.opening import PaymentUnderWay, demand_card


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


def choose_card(payment: Payment, *, begins: bool = True, by: Actor, at: datetime) -> None:
    """The payment is to be made by card: what was to come from the account, a basket or by transfer is taken back.

    Whatever can refuse is asked first, and the attempt's row is written in the same transaction: an order that waits
    goes only for somebody who may pay instead. ``begin_attempt`` then leads to the card pages. ``begins`` is False
    where the card is left to a person who opens the payment's page.

    Raises:
        NotPermitted, SecondPersonNeeded, NothingToPay, TooMuchForACard.
        PaymentUnderWay: while its basket is being paid.
    """
    demand_payer(payment, by)
    demand_card(payment)
    with transaction.atomic():
        locked = Payment.everything.select_for_update().get(pk=payment.pk)
        if locked.state != PaymentState.OPEN:
            raise NothingToPay(locked.reference)
        demand_within_limit(locked, by=by, at=at)
        if locked.method != Method.CARD:
            leave_basket(locked)
            DepositOrder.everything.filter(payment=locked).delete()
            Payment.everything.filter(pk=locked.pk).update(method=Method.CARD)
        if begins:
            live_attempt(locked.pk, by=by, at=at)


def take_back(payment: Payment, *, by: Actor, at: datetime) -> None:
    """What waits for a top-up or a transfer waits no more, and can be paid otherwise; whoever may not pay it may not.

    Raises:
        NotPermitted, SecondPersonNeeded.
        NothingToPay: if nothing of it waits.
    """
    demand_payer(payment, by)
    with transaction.atomic():
        locked = Payment.everything.select_for_update().get(pk=payment.pk)
        if locked.state != PaymentState.OPEN or locked.method not in (Method.DEPOSIT, Method.BANK_TRANSFER):
            raise NothingToPay(locked.reference)
        demand_within_limit(locked, by=by, at=at)
        DepositOrder.everything.filter(payment=locked, ended_at=None).delete()
        Payment.everything.filter(pk=locked.pk).update(method=Method.CARD)
        audit.note("payment-taken-back", by=by, at=at, subject=locked.reference)


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
    leave_basket(locked)
    return locked
