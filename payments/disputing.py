"""Card disputes: noted, told to the office and the layer above, and charged back when lost; no entry is undone."""

from datetime import datetime, timedelta

from django.db import transaction

from payments import ledger
from payments.alerts import raise_alert
from payments.charges import DisputeSeen
from payments.deposits.returning import charge_account_back
from payments.models import OPEN_REFUNDS, AlertKind, Attempt, Bucket, Dispute, Payment, Refund, RefundState
from payments.pay import pay
from payments.promising import tell_above

LOOK_BACK = timedelta(days=200)
ENDED = (Dispute.State.LOST, Dispute.State.WON)
TAKEN_FROM = (Bucket.REFUND_OWED, Bucket.HELD, Bucket.ON_ACCOUNT, Bucket.APPLIED)


def look_for_disputes(*, at: datetime) -> int:
    """Asks Pay for every dispute that may still move, and notes what is new; returns how many were seen."""
    found = pay().disputes(since=at - LOOK_BACK)
    for seen in found:
        attempt = Attempt.everything.filter(provider_id=seen.charge_id).first()
        if attempt is not None and seen.state in Dispute.State.values:
            note_dispute(attempt.payment_id, seen, at=at)
    return len(found)


def note_dispute(payment_id: int, seen: DisputeSeen, *, at: datetime) -> Dispute:
    """Writes down one dispute; a lost one moves the money, once."""
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(pk=payment_id)
        dispute, is_new = Dispute.everything.get_or_create(
            provider_id=seen.id,
            defaults={
                "payment": payment,
                "amount_pence": seen.amount_pence,
                "reason": seen.reason[:80],
                "state": Dispute.State.NEEDS_RESPONSE,
                "evidence_due_at": seen.evidence_due_at,
                "raised_at": seen.raised_at,
                "seen_at": at,
            },
        )
        if is_new:
            _tell(payment, dispute, at=at)
        if dispute.state not in ENDED:
            _move_on(payment, dispute, seen.state, at=at)
    return dispute


def _tell(payment: Payment, dispute: Dispute, *, at: datetime) -> None:
    about = f"The payer's bank disputes {dispute.amount_pence} pence: {dispute.reason}."
    raise_alert(payment, AlertKind.CARD_DISPUTE, key=dispute.provider_id, about=about, at=at)
    tell_above("payment-disputed", payment, at=at)


def _move_on(payment: Payment, dispute: Dispute, state: str, *, at: datetime) -> None:
    dispute.state = state
    dispute.ended_at = at if state in ENDED else None
    if state == Dispute.State.LOST:
        dispute.charged_back_pence = _charge_back(payment, dispute, at=at)
    dispute.save()


def _charge_back(payment: Payment, dispute: Dispute, *, at: datetime) -> int:
    """Moves the lost amount out of where it is, what is owed back first; returns the pence moved."""
    left = dispute.amount_pence
    for bucket in TAKEN_FROM:
        part = min(left, ledger.balances(payment.pk)[bucket])
        if bucket == Bucket.REFUND_OWED:
            part = _end_refunds(payment, part, at=at)
        if part:
            because = f"dispute:{dispute.provider_id}"
            ledger.move(payment, bucket, Bucket.CHARGED_BACK, amount_pence=part, because=because, at=at)
            if bucket == Bucket.ON_ACCOUNT:
                charge_account_back(payment, part, because=because, at=at)
            left -= part
    return dispute.amount_pence - left


def _end_refunds(payment: Payment, most: int, *, at: datetime) -> int:
    """Whole refunds that are owed, up to ``most`` pence, are not owed any more: the bank has returned the money."""
    ended = 0
    for refund in Refund.everything.filter(payment=payment, state__in=OPEN_REFUNDS).order_by("pk"):
        if refund.state == RefundState.OWED and ended + refund.amount_pence <= most:
            refund.state, refund.ended_at = RefundState.CHARGED_BACK, at
            refund.save(update_fields=["state", "ended_at"])
            ended += refund.amount_pence
    return ended
