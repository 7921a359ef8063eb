"""The deposit accounts' own check: lines add up, and each has its other side in the ledger of its payment."""

from collections.abc import Iterator

from django.db.models import Sum

from payments import baskets
from payments.ledger import also_check
from payments.models import Basket, Bucket, DepositAccount, DepositKind, DepositLine, LedgerLine


def breaches() -> Iterator[str]:
    """Every breach in words."""
    yield from _balances()
    yield from _other_sides()


def register() -> None:
    """Makes it part of the ledger's check."""
    also_check(breaches)
    also_check(baskets.breaches)


def _balances() -> Iterator[str]:
    sums = dict(
        DepositLine.everything.values_list("account")
        .annotate(total=Sum("amount_pence"))
        .values_list("account", "total")
    )
    for account in DepositAccount.everything.order_by("pk"):
        if account.balance_pence != sums.get(account.pk, 0):
            yield f"{account.reference}: balance {account.balance_pence}, lines {sums.get(account.pk, 0)}"


WAYS = {
    DepositKind.TOP_UP: (Bucket.HELD, Bucket.ON_ACCOUNT),
    DepositKind.SPENT: (Bucket.OUTSIDE, Bucket.HELD),
    DepositKind.RETURNED: (Bucket.REFUND_OWED, Bucket.REFUNDED),
    DepositKind.CHARGED_BACK: (Bucket.ON_ACCOUNT, Bucket.CHARGED_BACK),
}
"""What the ledger of the payment says where a line of the kind stands; of a basket the account may hold a part."""


def _other_sides() -> Iterator[str]:
    of_baskets = set(Basket.everything.values_list("payment_id", flat=True))
    for kind, (start, end) in WAYS.items():
        lines = DepositLine.everything.filter(kind=kind).values_list("payment").annotate(total=Sum("amount_pence"))
        moved = LedgerLine.everything.filter(from_bucket=start, to_bucket=end, payment__deposit_lines__kind=kind)
        other = dict(
            LedgerLine.everything.filter(pk__in=moved.values("pk"))
            .values_list("payment")
            .annotate(total=Sum("amount_pence"))
            .values_list("payment", "total")
        )
        for payment_id, total in lines.values_list("payment", "total"):
            there = other.get(payment_id, 0)
            is_part = kind == DepositKind.CHARGED_BACK and payment_id in of_baskets
            if abs(total) > there if is_part else abs(total) != there:
                yield f"payment {payment_id}: deposit lines {kind} {abs(total)}, ledger {there}"
