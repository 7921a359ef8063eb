"""Giving money back through Pay: look first, note what is available, ask once, adopt what was asked before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from core.outside import Unavailable
from payments import ledger
from payments.alerts import raise_alert
from payments.baskets import return_from_basket
from payments.charges import AvailableDiffers, Charge, NotRefundable, Refundable, RefundSeen
from payments.deposits.returning import return_to_account
from payments.locks import one_at_a_time
from payments.models import AlertKind, Attempt, AttemptState, Bucket, Method, Payment, Refund, RefundState
from payments.pay import pay
from payments.promising import promise_refund, tell_refund_made

CLOCKS_DIFFER = timedelta(minutes=5)
TRIES = 3


class NotYet(Unavailable):
    """Pay cannot give the money back yet: come again later."""


def make_refund(refund_reference: str, *, at: datetime) -> Refund:
    """Brings one refund on its way, or one step further; called again at any time it never pays twice.

    Raises:
        NotYet: while the money has not arrived at Pay, or Pay's picture of it is moving.
    """
    refund = _load(refund_reference)
    if refund.payment.method == Method.DEPOSIT:
        return return_to_account(refund, at=at)
    if refund.payment.method == Method.BASKET:
        return return_from_basket(refund, at=at)
    if refund.payment.method != Method.CARD:
        return _by_hand(refund, at=at)
    with one_at_a_time(f"refund:{refund.payment_id}"):
        refund = _load(refund_reference)
        if refund.state == RefundState.OWED:
            return _ask(refund, at=at)
    return follow_refund(refund, at=at) if refund.state == RefundState.SUBMITTED else refund


def _by_hand(refund: Refund, *, at: datetime) -> Refund:
    """What did not come by card goes back by hand: the office is told once, and says when it is done."""
    if refund.state == RefundState.OWED:
        about = f"Return {refund.amount_pence} pence by cheque or bank transfer."
        raise_alert(refund.payment, AlertKind.REFUND_BY_HAND, key=refund.reference, about=about, at=at)
    return refund


def follow_refund(refund: Refund, *, at: datetime) -> Refund:
    """Asks Pay what became of a refund that it took on."""
    for seen in pay().refunds(_charge_id(refund)):
        if seen.id == refund.provider_id:
            return _conclude(refund.pk, seen, at=at)
    return refund


def _ask(refund: Refund, *, at: datetime) -> Refund:
    charge = pay().charge(_charge_id(refund))
    adopted = _asked_before(refund, charge)
    if adopted:
        return _conclude(refund.pk, adopted, at=at)
    if charge.refundable is Refundable.NOT_YET:
        raise NotYet(refund.reference)
    if charge.refundable is not Refundable.YES or charge.refundable_pence < refund.amount_pence:
        return _stuck(refund, str(charge.refundable), at=at)
    rows = Refund.everything.filter(pk=refund.pk, state=RefundState.OWED)
    first_asked = Coalesce("asked_at", Value(at))  # what was asked then may show itself at Pay only now
    rows.update(asked_at=first_asked, available_before_pence=charge.refundable_pence, looked_at=at)
    return _send(refund, charge, at=at)


def _send(refund: Refund, charge: Charge, *, at: datetime) -> Refund:
    try:
        seen = pay().refund(charge.id, amount_pence=refund.amount_pence, available_pence=charge.refundable_pence)
    except AvailableDiffers as moving:
        raise NotYet(refund.reference) from moving
    except NotRefundable as refusal:
        if refusal.refundable is Refundable.NOT_YET:
            raise NotYet(refund.reference) from refusal
        return _stuck(refund, str(refusal), at=at)
    return _conclude(refund.pk, seen, at=at)


def _asked_before(refund: Refund, charge: Charge) -> RefundSeen | None:
    """The refund at Pay that we asked for and were stopped before noting: less is available, and nobody owns it."""
    asked_at, before = refund.asked_at, refund.available_before_pence
    if asked_at is None or before is None or charge.refundable_pence == before:
        return None
    noted = set(Refund.everything.filter(payment=refund.payment).values_list("provider_id", flat=True))
    for seen in pay().refunds(charge.id):
        is_like_ours = seen.amount_pence == refund.amount_pence and seen.created_at >= asked_at - CLOCKS_DIFFER
        if is_like_ours and seen.id not in noted:
            return seen
    return None


def _conclude(refund_id: int, seen: RefundSeen, *, at: datetime) -> Refund:
    """Writes down what Pay says of the refund, once."""
    with transaction.atomic():
        refund = _locked(refund_id)
        if refund.ended_at is not None:
            return refund
        refund.provider_id, refund.looked_at = seen.id, at
        refund.state = {None: RefundState.SUBMITTED, True: RefundState.MADE, False: RefundState.ERROR}[seen.is_made]
        if seen.is_made is not None:
            refund.ended_at = at
        refund.save()
        if seen.is_made:
            _move_out(refund, at=at)
        elif seen.is_made is False:
            _try_again(refund, at=at)
    return refund


def _move_out(refund: Refund, *, at: datetime) -> None:
    ledger.move(
        refund.payment,
        Bucket.REFUND_OWED,
        Bucket.REFUNDED,
        amount_pence=refund.amount_pence,
        because=refund.reference,
        at=at,
    )
    tell_refund_made(refund, at=at)


def _try_again(refund: Refund, *, at: datetime) -> None:
    """The money is still owed: a new refund for the same cause, and from the third failure on the office as well."""
    following = Refund.everything.create(
        reference=f"{refund.reference.removesuffix(f'-{refund.number}')}-{refund.number + 1}",
        payment=refund.payment,
        amount_pence=refund.amount_pence,
        because=refund.because,
        number=refund.number + 1,
        first_by=refund.first_by,
        second_by=refund.second_by,
        reason=refund.reason,
        created_at=at,
    )
    if refund.number < TRIES:
        promise_refund(following, at=at)
        return
    about = f"Pay could not return {refund.amount_pence} pence after {refund.number} tries."
    raise_alert(refund.payment, AlertKind.REFUND_FAILED, key=following.reference, about=about, at=at)


def _stuck(refund: Refund, why: str, *, at: datetime) -> Refund:
    """Pay will not return it: the office must; the sweep keeps looking in case that changes."""
    Refund.everything.filter(pk=refund.pk).update(looked_at=at)
    about = f"Pay cannot return {refund.amount_pence} pence: {why}."
    raise_alert(refund.payment, AlertKind.REFUND_STUCK, key=refund.reference, about=about[:500], at=at)
    return refund


def _load(refund_reference: str) -> Refund:
    return Refund.everything.select_related("payment").get(reference=refund_reference)


def _locked(refund_id: int) -> Refund:
    payment_id = Refund.everything.values_list("payment_id", flat=True).get(pk=refund_id)
    payment = Payment.everything.select_for_update().get(pk=payment_id)
    refund = Refund.everything.select_for_update().get(pk=refund_id)
    refund.payment = payment
    return refund


def _charge_id(refund: Refund) -> str:
    captured = Attempt.everything.filter(payment=refund.payment, state=AttemptState.CAPTURED)
    return str(captured.values_list("provider_id", flat=True).get())
