"""One payment for several: each line gets its money, and what a line cannot use goes back the same way or is kept.

The ledger of the one payment moves each line's amount from held to on account; the line's own ledger moves it from
outside to held, after which it goes the way of every payment.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum

from core import audit
from core.actor import Actor, Permission, label, organisation_of, require
from core.references import new_reference
from core.walls import put_behind, walls_of
from payments import ledger
from payments.attempting import MAY_NOT_PAY
from payments.deposits.lines import lock as lock_account
from payments.deposits.lines import write
from payments.deposits.serving import serve_waiting
from payments.models import (
    LIVE_ATTEMPTS,
    Attempt,
    Basket,
    BasketLine,
    Bucket,
    DepositAccount,
    DepositKind,
    DepositOrder,
    LedgerLine,
    Method,
    Payment,
    PaymentState,
    Refund,
    RefundState,
)
from payments.models.baskets import new_basket_reference
from payments.opening import PaymentUnderWay
from payments.owing import owe, owe_from_account
from payments.promising import tell_above, tell_refund_made

UNUSED = "unused:"


class NothingInBasket(ValueError):
    """A basket holds at least one open payment."""


def open_basket(
    payments: Sequence[Payment],
    *,
    description: str,
    email: str,
    language: str,
    continue_path: str,
    keeps: bool,
    by: Actor,
    at: datetime,
) -> Payment:
    """The one payment for just these open ones, made or found: two people who open the same basket get the same.

    Raises:
        NotPermitted, NothingInBasket.
        PaymentUnderWay: while one of them is being paid by itself or in another basket.
    """
    require(by, [Permission.PAY], reason=MAY_NOT_PAY)
    wanted = sorted(payment.pk for payment in payments)
    with transaction.atomic():
        rows = list(Payment.everything.select_for_update().filter(pk__in=wanted).order_by("pk"))
        if not rows or any(row.state != PaymentState.OPEN for row in rows):
            raise NothingInBasket("Nothing of this is to be paid any more")
        if same := _same(wanted, keeps=keeps):
            return same
        for row in rows:
            _demand_free(row)
        return _made(
            rows,
            description=description,
            email=email,
            language=language,
            continue_path=continue_path,
            keeps=keeps,
            by=by,
            at=at,
        )


def share_out(payment_reference: str, *, at: datetime) -> None:
    """The one payment is there: each line that is still open gets its part, the rest is owed back. Repeatable."""
    with transaction.atomic():
        lines = _lock_lines(payment_reference)
        whole = Payment.everything.select_for_update().get(reference=payment_reference)
        if whole.state != PaymentState.SETTLED:
            return
        for line in lines:
            _give(whole, line, at=at)


def free_lines(payment_reference: str, *, at: datetime) -> None:
    """The one payment did not come: its lines can be paid otherwise. Repeatable."""
    with transaction.atomic():
        lines = _lock_lines(payment_reference)
        whole = Payment.everything.select_for_update().get(reference=payment_reference)
        if whole.is_live or whole.state == PaymentState.SETTLED:
            return
        for line in lines:
            if line.state != PaymentState.OPEN or line.method != Method.BASKET:
                continue
            line.state, line.why = PaymentState.EXPIRED, "basket-not-paid"
            line.save(update_fields=["state", "why"])
            tell_above("payment-lost", line, at=at)


def leave_basket(row: Payment) -> None:
    """A locked payment is to be paid by itself: a basket that nobody has begun to pay lets it go.

    One that waits for a transfer or a top-up keeps it: should that money come as well, the line's part goes back.

    Raises:
        PaymentUnderWay: while somebody is on the card pages with the basket.
    """
    _leave(row, waiting_keeps_it=True)


def _leave(row: Payment, *, waiting_keeps_it: bool) -> None:
    other = BasketLine.everything.filter(payment=row).select_related("basket__payment").first()
    if other is None:
        return
    whole = Payment.everything.select_for_update().get(pk=other.basket.payment_id)
    if whole.is_live:
        is_waiting = whole.state == PaymentState.OPEN and whole.method != Method.CARD
        if is_waiting and waiting_keeps_it:
            return
        if is_waiting or whole.state != PaymentState.OPEN or _is_tried(whole):
            raise PaymentUnderWay(whole.reference)
        whole.state, whole.why = PaymentState.CANCELLED, "basket-changed"
        whole.save(update_fields=["state", "why"])
    if whole.state != PaymentState.SETTLED:
        other.delete()


def _lock_lines(payment_reference: str) -> list[Payment]:
    """The lines of a basket, locked in one order; always before the one payment, whose row is younger than theirs."""
    mine = BasketLine.everything.filter(basket__payment__reference=payment_reference).values("payment_id")
    return list(Payment.everything.select_for_update().filter(pk__in=mine).order_by("pk"))


def return_from_basket(refund: Refund, *, at: datetime) -> Refund:
    """What one line could not use: into the deposit account where that was chosen, else back the way it came."""
    with transaction.atomic():
        line = Payment.everything.select_for_update().get(pk=refund.payment_id)
        basket = Basket.everything.select_related("payment").get(lines__payment=line)
        whole = Payment.everything.select_for_update().get(pk=basket.payment_id)
        locked = Refund.everything.select_for_update().get(pk=refund.pk)
        if locked.ended_at is not None:
            return locked
        if not _kept(basket, line, locked, at=at):
            owe_from_account(whole, amount_pence=locked.amount_pence, because=locked.reference, at=at)
        locked.state, locked.ended_at, locked.looked_at = RefundState.MADE, at, at
        locked.save(update_fields=["state", "ended_at", "looked_at"])
        owed, back = Bucket.REFUND_OWED, Bucket.REFUNDED
        ledger.move(line, owed, back, amount_pence=locked.amount_pence, because=locked.reference, at=at)
        locked.payment = line
        tell_refund_made(locked, at=at)
    if account := _account_of(basket):
        serve_waiting(account, counts_at=at, at=at)
    return locked


def breaches() -> Iterator[str]:
    """Every basket whose lines did not get just what left it, in words."""
    for basket in Basket.everything.select_related("payment"):
        left = _sum(LedgerLine.everything.filter(payment=basket.payment, to_bucket=Bucket.ON_ACCOUNT))
        lines = BasketLine.everything.filter(basket=basket).values("payment_id")
        got = _sum(
            LedgerLine.everything.filter(payment__in=lines, from_bucket=Bucket.OUTSIDE, because=basket.reference)
        )
        if left != got:
            yield f"{basket.reference}: {left} pence left it, its lines got {got}"
        unused = Refund.everything.filter(payment=basket.payment, because__startswith=UNUSED)
        shared = left + int(unused.aggregate(total=Sum("amount_pence"))["total"] or 0)
        if shared not in (0, basket.payment.amount_pence):
            yield f"{basket.reference}: {shared} of {basket.payment.amount_pence} pence were shared out"


def _sum(rows: QuerySet[LedgerLine]) -> int:
    return int(rows.aggregate(total=Sum("amount_pence"))["total"] or 0)


def _same(wanted: list[int], *, keeps: bool) -> Payment | None:
    """The live payment of a basket with just these lines."""
    rows = Basket.everything.filter(lines__payment__in=wanted, payment__state=PaymentState.OPEN).distinct()
    for basket in rows.select_related("payment"):
        held = sorted(BasketLine.everything.filter(basket=basket).values_list("payment_id", flat=True))
        if held == wanted:
            Basket.everything.filter(pk=basket.pk).update(keeps=keeps)
            return basket.payment
    return None


def _demand_free(row: Payment) -> None:
    """A line of another basket that nobody is paying leaves it."""
    if _is_tried(row):
        raise PaymentUnderWay(row.reference)
    _leave(row, waiting_keeps_it=False)


def _is_tried(payment: Payment) -> bool:
    """Whether somebody is on the card pages with it."""
    return Attempt.everything.filter(payment=payment, state__in=LIVE_ATTEMPTS).exists()


def _made(rows: Sequence[Payment], *, description: str, keeps: bool, by: Actor, at: datetime, **said: str) -> Payment:
    reference, organisation_id = new_basket_reference(), organisation_of(by)
    if organisation_id is None:
        raise NothingInBasket("A basket belongs to an organisation")
    whole = Payment.everything.create(
        reference=new_reference("PAY"),
        subject=reference,
        amount_pence=sum(row.amount_pence for row in rows),
        description=description[:255],
        lines=[line for row in rows for line in row.lines],
        organisation_id=organisation_id,
        written_by=sorted({name for row in rows for name in row.written_by}),
        created_by=label(by),
        created_at=at,
        **said,
    )
    basket = Basket.everything.create(
        reference=reference, organisation_id=organisation_id, payment=whole, keeps=keeps, created_at=at,
        created_by=label(by),
    )  # fmt: skip
    BasketLine.everything.bulk_create(BasketLine(basket=basket, payment=row) for row in rows)
    DepositOrder.everything.filter(payment__in=rows, ended_at=None).delete()
    Payment.everything.filter(pk__in=[row.pk for row in rows]).update(method=Method.BASKET)
    put_behind(organisation_id, {whole.reference: walls_of(organisation_id, [row.reference for row in rows])})
    audit.note("basket-opened", by=by, at=at, subject=whole.reference, details={"lines": len(rows)})
    return whole


def _give(whole: Payment, line: Payment, *, at: datetime) -> None:
    pence, basket = line.amount_pence, whole.subject
    if LedgerLine.everything.filter(payment=line, from_bucket=Bucket.OUTSIDE, because=basket).exists():
        return
    if line.paid_at is not None or line.state != PaymentState.OPEN or line.method != Method.BASKET:
        owe(whole, amount_pence=pence, because=f"{UNUSED}{line.reference}", at=at)
        return
    ledger.move(whole, Bucket.HELD, Bucket.ON_ACCOUNT, amount_pence=pence, because=line.reference, at=at)
    ledger.move(line, Bucket.OUTSIDE, Bucket.HELD, amount_pence=pence, because=basket, at=at)
    line.paid_at, line.paid_on, line.state = whole.paid_at, whole.paid_on, PaymentState.CAPTURABLE
    line.save(update_fields=["paid_at", "paid_on", "state"])
    tell_above("payment-capturable", line, at=at)


def _account_of(basket: Basket) -> DepositAccount | None:
    """Where what a line cannot use is kept, if that was chosen."""
    return DepositAccount.everything.filter(organisation_id=basket.organisation_id).first() if basket.keeps else None


def _kept(basket: Basket, line: Payment, refund: Refund, *, at: datetime) -> bool:
    account = _account_of(basket)
    if account is None:
        return False
    write(
        lock_account(account.pk),
        DepositKind.RETURNED,
        refund.amount_pence,
        line,
        because=refund.reference,
        counts_at=at,
        by="system:payments",
        at=at,
    )
    return True
