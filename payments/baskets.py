"""One payment for several: each line gets its money, and what a line cannot use goes back the same way or is kept.

The ledger of the one payment moves each line's amount from held to on account; the line's own ledger moves it from
outside to held, after which it goes the way of every payment.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum

from core import audit
from core.actor import Actor, label, organisation_of
from core.references import new_reference
from payments import ledger
from payments.deposits.lines import lock as lock_account
from payments.deposits.lines import write
from payments.models import (
    LIVE_ATTEMPTS,
    Attempt,
    Basket,
    BasketLine,
    Bucket,
    DepositAccount,
    DepositKind,
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
        NothingInBasket.
        PaymentUnderWay: while one of them is being paid by itself or in another basket.
    """
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
        whole = Payment.everything.select_for_update().get(reference=payment_reference)
        if whole.state != PaymentState.SETTLED:
            return
        basket = Basket.everything.get(payment=whole)
        ids = BasketLine.everything.filter(basket=basket).order_by("payment_id").values_list("payment_id", flat=True)
        for line in Payment.everything.select_for_update().filter(pk__in=list(ids)).order_by("pk"):
            _give(whole, line, at=at)


def free_lines(payment_reference: str, *, at: datetime) -> None:
    """The one payment did not come: its lines can be paid otherwise. Repeatable."""
    with transaction.atomic():
        whole = Payment.everything.select_for_update().get(reference=payment_reference)
        if whole.is_live or whole.state == PaymentState.SETTLED:
            return
        mine = BasketLine.everything.filter(basket__payment=whole).values("payment_id")
        rows = Payment.everything.select_for_update().filter(pk__in=mine, state=PaymentState.OPEN, method=Method.BASKET)
        for line in rows:
            line.state, line.why = PaymentState.EXPIRED, "basket-not-paid"
            line.save(update_fields=["state", "why"])
            tell_above("payment-lost", line, at=at)


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
    other = BasketLine.everything.filter(payment=row).select_related("basket__payment").first()
    if other is None:
        return
    whole = Payment.everything.select_for_update().get(pk=other.basket.payment_id)
    if whole.state != PaymentState.OPEN or _is_tried(whole):
        if whole.is_live:
            raise PaymentUnderWay(whole.reference)
    elif whole.method == Method.CARD:
        whole.state, whole.why = PaymentState.CANCELLED, "basket-changed"
        whole.save(update_fields=["state", "why"])
    else:
        raise PaymentUnderWay(whole.reference)
    other.delete()


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
    Payment.everything.filter(pk__in=[row.pk for row in rows]).update(method=Method.BASKET)
    audit.note("basket-opened", by=by, at=at, subject=whole.reference, details={"lines": len(rows)})
    return whole


def _give(whole: Payment, line: Payment, *, at: datetime) -> None:
    pence, basket = line.amount_pence, whole.subject
    if line.paid_at is not None:
        return
    if line.state != PaymentState.OPEN or line.method != Method.BASKET:
        owe(whole, amount_pence=pence, because=f"unused:{line.reference}", at=at)
        return
    ledger.move(whole, Bucket.HELD, Bucket.ON_ACCOUNT, amount_pence=pence, because=line.reference, at=at)
    ledger.move(line, Bucket.OUTSIDE, Bucket.HELD, amount_pence=pence, because=basket, at=at)
    line.paid_at, line.paid_on, line.state = whole.paid_at, whole.paid_on, PaymentState.CAPTURABLE
    line.save(update_fields=["paid_at", "paid_on", "state"])
    tell_above("payment-capturable", line, at=at)


def _kept(basket: Basket, line: Payment, refund: Refund, *, at: datetime) -> bool:
    account = DepositAccount.everything.filter(organisation_id=basket.organisation_id).first()
    if not basket.keeps or account is None:
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
