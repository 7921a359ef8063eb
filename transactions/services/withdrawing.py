"""Takes a filing back, or goes back to its answers before it was paid; money that was confirmed meanwhile is let go."""

from datetime import datetime

from django.db import transaction

from core.actor import Actor
from payments import services as payments
from transactions.dues import subject_of
from transactions.models import Filing
from transactions.recording import conclude
from transactions.workflow import move


class BeingPaid(Exception):
    """The money is being taken at this moment: wait for the outcome."""


def withdraw(filing: Filing, *, by: Actor, at: datetime, why: str = "") -> Filing:
    """Takes it back; it cannot be undone.

    Raises:
        CannotMove, NotPermitted, BeingPaid.
    """
    with transaction.atomic():
        let_money_go(filing, at=at)
        withdrawn = move(filing, "withdraw", by=by, at=at, why=why)
        conclude(withdrawn, at=at)
    return withdrawn


def reopen(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """Back to a draft, to change the answers; the price is worked out again at submission.

    Raises:
        CannotMove, NotPermitted, BeingPaid.
    """
    with transaction.atomic():
        let_money_go(filing, at=at)
        return move(filing, "change", by=by, at=at, changes={"payment_reference": ""})


def let_money_go(filing: Filing, *, at: datetime) -> None:
    """Releases a payment that is under way and whose money is not being taken yet.

    Raises:
        BeingPaid: if it is.
    """
    payment = payments.payment_of(subject_of(filing))
    if payment is None or not payment.is_live:
        return
    try:
        payments.release(payment.reference, reason="The request was withdrawn or changed.", at=at)
    except payments.CannotLetGo:
        raise BeingPaid(filing.reference) from None
