"""Money that came without a card: a cheque or a bank transfer, taken in by staff, and given back by staff."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from core import audit
from core.actor import Officer, label
from core.days import legal_day
from core.references import new_reference
from core.walls import follow
from payments import ledger
from payments.models import AlertKind, Bucket, Payment, PaymentState, Refund, RefundState
from payments.opening import AlreadyPaid, PaymentUnderWay, ReceiptLine, is_paid
from payments.promising import tell_refund_made


@dataclass(frozen=True)
class Received:
    """What came: by which method (``Payment.Method``), what it bears (a cheque's number), how many pence, and when.

    ``at`` is the receipt of a cheque, or the moment at which the office's account was credited.
    """

    method: str
    bears: str
    amount_pence: int
    at: datetime


@dataclass(frozen=True)
class Owed:
    """For what it came: the subject, its words and receipt lines, and whose receipt it is."""

    subject: str
    description: str
    lines: Sequence[ReceiptLine]
    email: str
    language: str
    organisation_id: UUID | None


def take_in(received: Received, owed: Owed, *, by: Officer, at: datetime) -> Payment:
    """Writes down money that is there; it is held until the subject uses it. Inside the caller's transaction.

    Raises:
        AlreadyPaid: if the subject's money is there.
        PaymentUnderWay: while it is being paid by card.
    """
    if is_paid(owed.subject):
        raise AlreadyPaid(owed.subject)
    try:
        with transaction.atomic():
            payment = _created(received, owed, by=by, at=at)
    except IntegrityError:
        raise PaymentUnderWay(owed.subject) from None
    _hold(payment, at=at)
    audit.note("money-taken-in", by=by, at=at, subject=payment.reference, details={"method": received.method})
    return payment


def returned_by_hand(refund: Refund, *, by: Officer, at: datetime) -> bool:
    """Staff have sent the money back by cheque or transfer; False if it was concluded before."""
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(pk=refund.payment_id)
        locked = Refund.everything.select_for_update().get(pk=refund.pk)
        if locked.ended_at is not None:
            return False
        locked.state, locked.ended_at, locked.looked_at = RefundState.MADE, at, at
        locked.save(update_fields=["state", "ended_at", "looked_at"])
        owed, back = Bucket.REFUND_OWED, Bucket.REFUNDED
        ledger.move(payment, owed, back, amount_pence=locked.amount_pence, because=locked.reference, at=at)
        tell_refund_made(locked, at=at)
        audit.note("refund-made-by-hand", by=by, at=at, subject=payment.reference)
    return True


def refund_of(alert_key: str, kind: str) -> Refund | None:
    """The refund that an alert asks staff to make by hand; None for any other alert."""
    return Refund.everything.filter(reference=alert_key).first() if kind == AlertKind.REFUND_BY_HAND else None


def _created(received: Received, owed: Owed, *, by: Officer, at: datetime) -> Payment:
    made = Payment.everything.create(
        reference=new_reference("PAY"),
        subject=owed.subject,
        amount_pence=received.amount_pence,
        description=owed.description[:255],
        lines=[asdict(line) for line in owed.lines],
        email=owed.email,
        language=owed.language,
        organisation_id=owed.organisation_id,
        method=received.method,
        method_reference=received.bears[:60],
        state=PaymentState.CAPTURING,
        paid_at=received.at,
        paid_on=legal_day(received.at),
        created_by=label(by),
        created_at=at,
    )
    follow(made.organisation_id, made.reference, of=owed.subject.partition("/")[0])
    return made


def _hold(payment: Payment, *, at: datetime) -> None:
    pence = payment.amount_pence
    ledger.move(payment, Bucket.OUTSIDE, Bucket.HELD, amount_pence=pence, because=payment.reference, at=at)
    payment.state = PaymentState.SETTLED
    payment.save(update_fields=["state"])
