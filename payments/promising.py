"""The promises that payments make: to Pay, kept here, and to the layer above, kept there."""

from datetime import datetime

from core.outbox import promise
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.telling import address_in_api, tell_systems
from payments.models import Attempt, Payment, Refund

OWN_KINDS = {"TOP": "top-up", "BSK": "basket"}
"""Money for an account or a basket is not the layer above's: how its promises are called, by the subject's prefix."""


def tell_above(kind: str, payment: Payment, *, at: datetime) -> None:
    """Promises ``payment-capturable``, ``-settled``, ``-lost`` or ``-disputed``; once for each payment and kind."""
    payload = {
        "payment": payment.reference,
        "subject": payment.subject,
        "amount_pence": payment.amount_pence,
        "paid_on": payment.paid_on.isoformat() if payment.paid_on else None,
        "state": str(payment.state),
        "why": payment.why,
    }
    own = OWN_KINDS.get(payment.subject.partition("-")[0], "payment")
    promise(kind.replace("payment", own, 1), key=payment.reference, payload=payload, at=at)
    tell_moved(payment, version=kind, at=at)


def tell_moved(payment: Payment, *, version: str, at: datetime) -> None:
    """Tells the payer's systems where the payment is now."""
    href, state = address_in_api(f"payments/{payment.reference}"), str(payment.state)
    moved = EventKind.PAYMENT_MOVED
    tell_systems(payment.organisation_id, moved, payment.reference, version=version, at=at, state=state, href=href)


def tell_refund_made(refund: Refund, *, at: datetime) -> None:
    """Promises ``refund-made``, so that the payer can be told."""
    payload = {
        "payment": refund.payment.reference,
        "subject": refund.payment.subject,
        "amount_pence": refund.amount_pence,
        "refund": refund.reference,
        "because": refund.because,
    }
    promise("refund-made", key=refund.reference, payload=payload, at=at)


def promise_capture(attempt: Attempt, *, at: datetime) -> None:
    """The money will be taken."""
    promise("capture-payment", key=attempt.reference, payload={"attempt": attempt.pk}, at=at)


def promise_cancel(attempt: Attempt, *, at: datetime) -> None:
    """The charge will be let go."""
    promise("cancel-payment", key=attempt.reference, payload={"attempt": attempt.pk}, at=at)


def promise_refund(refund: Refund, *, at: datetime) -> None:
    """The money will go back."""
    promise("make-refund", key=refund.reference, payload={"refund": refund.reference}, at=at)
