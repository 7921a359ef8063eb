"""Keeping the promises about money: each looks at Pay, does its one thing, and is harmless to repeat."""

from datetime import datetime

from django.db import transaction

from core.outbox.registry import Payload, keeps
from payments.baskets import free_lines, share_out
from payments.concluding import refresh
from payments.deciding import capture
from payments.deposits.topping_up import credit
from payments.disputing import look_for_disputes
from payments.models import OPEN_REFUNDS, Attempt, Refund, RefundState
from payments.refunding import follow_refund, make_refund
from payments.taking import let_go, take

UNTIL_PAY_GIVES_UP = 30  # with the outbox's back-off this is longer than the 120 hours in which Pay lets us capture


@keeps("refresh-attempt")
def keep_refresh(payload: Payload, *, at: datetime) -> None:
    """A webhook came: look at Pay; of finished attempts there may be news of refunds and disputes."""
    attempt = refresh(int(payload["attempt"]), at=at)
    if attempt.is_live:
        return
    for refund in _submitted(attempt):
        follow_refund(refund, at=at)
    if "dispute" in str(payload.get("event", "")):
        look_for_disputes(at=at)


@keeps("capture-payment", attempts=UNTIL_PAY_GIVES_UP)
def keep_capture(payload: Payload, *, at: datetime) -> None:
    """Take the money that was decided to be taken."""
    take(int(payload["attempt"]), at=at)


@keeps("cancel-payment", attempts=UNTIL_PAY_GIVES_UP)
def keep_cancel(payload: Payload, *, at: datetime) -> None:
    """Let go the money that was decided not to be taken."""
    let_go(int(payload["attempt"]), at=at)


@keeps("make-refund", attempts=UNTIL_PAY_GIVES_UP)
def keep_refund(payload: Payload, *, at: datetime) -> None:
    """Return the money that is owed."""
    if Refund.everything.filter(reference=payload["refund"], state__in=OPEN_REFUNDS).exists():
        make_refund(str(payload["refund"]), at=at)


def _submitted(attempt: Attempt) -> list[Refund]:
    rows = Refund.everything.filter(payment=attempt.payment_id, state=RefundState.SUBMITTED)
    return list(rows.select_related("payment"))


@keeps("top-up-capturable")
def keep_top_up(payload: Payload, *, at: datetime) -> None:
    """Money for a deposit account is always wanted."""
    with transaction.atomic():
        capture(str(payload["payment"]), at=at)


@keeps("basket-capturable")
def keep_basket(payload: Payload, *, at: datetime) -> None:
    """The whole is taken: what a line cannot use goes back line by line."""
    with transaction.atomic():
        capture(str(payload["payment"]), at=at)


@keeps("basket-settled")
def keep_sharing(payload: Payload, *, at: datetime) -> None:
    """Each line gets its part."""
    share_out(str(payload["payment"]), at=at)


@keeps("basket-lost")
def keep_freeing(payload: Payload, *, at: datetime) -> None:
    """Its lines can be paid otherwise."""
    free_lines(str(payload["payment"]), at=at)


@keeps("top-up-settled")
def keep_credit(payload: Payload, *, at: datetime) -> None:
    """It goes into the account, and pays what waits for it."""
    credit(str(payload["payment"]), at=at)


@keeps("basket-disputed")
@keeps("top-up-lost")
@keeps("top-up-disputed")
def keep_nothing(payload: Payload, *, at: datetime) -> None:
    """Nobody waits for it: the account's page shows how it stands, and a dispute is a task of the office."""
