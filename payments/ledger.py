"""The ledger's one door: moves between buckets, balances, and the check that no penny is lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction

from payments.models import (
    WAYS,
    Attempt,
    Bucket,
    Dispute,
    HeldMoney,
    LedgerLine,
    Method,
    Payment,
    PaymentState,
    Refund,
    RefundState,
)

CHUNK = 500
Balances = Counter[str]
Check = Callable[[], Iterable[str]]
_CHECKS: list[Check] = []


class NotEnough(ValueError):
    """The bucket holds less than is to be moved; nothing was written."""


class ToldDifferently(ValueError):
    """The same move for the same cause was written with another amount."""


def move(payment: Payment, start: Bucket, end: Bucket, *, amount_pence: int, because: str, at: datetime) -> bool:
    """Writes one line inside the caller's database transaction, which holds the payment's lock; False if it stands.

    Raises:
        NotEnough: if ``start`` holds less than the amount in pence (the payer's own pocket apart).
        ToldDifferently: if the same move for the same cause has another amount.
        ValueError: if there is no such way.
    """
    if end not in WAYS.get(start, ()) or amount_pence <= 0:
        raise ValueError(f"No way for {amount_pence} from {start} to {end}")
    lines = LedgerLine.everything.filter(payment=payment, from_bucket=start, to_bucket=end, because=because)
    earlier = lines.values_list("amount_pence", flat=True).first()
    if earlier is not None:
        return _stands(earlier, amount_pence, because)
    if start != Bucket.OUTSIDE and balances(payment.pk)[start] < amount_pence:
        raise NotEnough(f"{payment.reference}: less than {amount_pence} pence {start}")
    LedgerLine.everything.create(
        payment=payment, from_bucket=start, to_bucket=end, amount_pence=amount_pence, because=because, at=at
    )
    if Bucket.HELD in (start, end):
        _keep_held(payment)
    return True


def _keep_held(payment: Payment) -> None:
    """Keeps beside the lines what they say is held, so that closing a day need not add up all lines ever written."""
    held = balances(payment.pk)[Bucket.HELD]
    if held:
        HeldMoney.objects.update_or_create(payment=payment, defaults={"amount_pence": held})
    else:
        HeldMoney.objects.filter(payment=payment).delete()


def _stands(earlier: int, amount_pence: int, because: str) -> bool:
    if earlier != amount_pence:
        raise ToldDifferently(f"{because} moved {earlier} pence before, now {amount_pence}")
    return False


def balances(payment_id: int) -> Balances:
    """Pence in each bucket; ``outside`` is minus what was captured."""
    return _balances([payment_id])[payment_id]


def check(payments: Iterable[int] | None = None) -> list[str]:
    """Every breach in words, for the payments with these ids or for all; empty when no penny is lost."""
    breaches = [breach for ids in _chunks(payments) for breach in _check_chunk(ids)]
    return breaches + ([breach for one in _CHECKS for breach in one()] if payments is None else [])


def also_check(one: Check) -> Check:
    """Registers a check of an upper layer, such as that every applied charge has its register entry."""
    if one not in _CHECKS:
        _CHECKS.append(one)
    return one


def _chunks(payments: Iterable[int] | None) -> Iterator[list[int]]:
    rows = Payment.everything.order_by("pk")
    if payments is not None:
        rows = rows.filter(pk__in=list(payments))
    last = 0
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]


def _check_chunk(ids: list[int]) -> list[str]:
    """Holds the payments' locks, which every writer takes first, so that it never reads half a move."""
    with transaction.atomic():
        rows = list(Payment.everything.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True))
        books, captured, held = _balances(ids), _captured(ids), _held_now(ids)
        owed, made, lost = (
            _refunds(ids, RefundState.OWED, RefundState.SUBMITTED),
            _refunds(ids, RefundState.MADE),
            _lost(ids),
        )
    breaches: list[str] = []
    for row in rows:
        book = books[row.pk]
        pairs = [
            ("captured", captured[row.pk], -book[Bucket.OUTSIDE]),
            ("held now", held[row.pk], book[Bucket.HELD]),
            ("refunds owed", owed[row.pk], book[Bucket.REFUND_OWED]),
            ("refunds made", made[row.pk], book[Bucket.REFUNDED]),
            ("disputes lost", lost[row.pk], book[Bucket.CHARGED_BACK]),
        ]
        breaches += [f"{row.reference}: {what} {told}, ledger {kept}" for what, told, kept in pairs if told != kept]
        breaches += _inside(row, book)
    return breaches


def _inside(row: Payment, book: Balances) -> list[str]:
    within = {bucket: pence for bucket, pence in book.items() if bucket != Bucket.OUTSIDE}
    found = [f"{row.reference}: {bucket} is {pence}" for bucket, pence in within.items() if pence < 0]
    if sum(within.values()) != -book[Bucket.OUTSIDE]:
        found.append(
            f"{row.reference}: captured {-book[Bucket.OUTSIDE]} is not the sum of its buckets {sum(within.values())}"
        )
    if row.state == PaymentState.SETTLED and not book[Bucket.OUTSIDE]:
        found.append(f"{row.reference}: settled without money")
    return found


def _balances(ids: list[int]) -> dict[int, Balances]:
    books: dict[int, Balances] = {pk: Counter() for pk in ids}
    lines = LedgerLine.everything.filter(payment__in=ids)
    for pk, start, end, pence in lines.values_list("payment_id", "from_bucket", "to_bucket", "amount_pence"):
        books[pk][start] -= pence
        books[pk][end] += pence
    return books


def _held_now(ids: list[int]) -> Counter[int]:
    return _sums(HeldMoney.objects.filter(payment__in=ids).values_list("payment_id", "amount_pence"))


def _captured(ids: list[int]) -> Counter[int]:
    """By card as Pay said, by anything else from the moment when the money was there."""
    rows = Attempt.everything.filter(payment__in=ids, captured_pence__isnull=False)
    by_card = ((pk, pence or 0) for pk, pence in rows.values_list("payment_id", "captured_pence"))
    others = Payment.everything.filter(pk__in=ids, paid_at__isnull=False).exclude(method=Method.CARD)
    return _sums([*by_card, *others.values_list("pk", "amount_pence")])


def _refunds(ids: list[int], *states: RefundState) -> Counter[int]:
    rows = Refund.everything.filter(payment__in=ids, state__in=states)
    return _sums(rows.values_list("payment_id", "amount_pence"))


def _lost(ids: list[int]) -> Counter[int]:
    rows = Dispute.everything.filter(payment__in=ids, state=Dispute.State.LOST)
    return _sums(rows.values_list("payment_id", "charged_back_pence"))


def _sums(pairs: Iterable[tuple[int, int]]) -> Counter[int]:
    total: Counter[int] = Counter()
    for pk, pence in pairs:
        total[pk] += pence
    return total
