"""Checks that every applied charge has its register entry, and every entry of a paid filing its applied charge."""

from collections.abc import Iterator

from django.db.models import Count, Q

from payments.services import also_check, lines_of
from rights.models import Entry
from transactions.models import Filing, FilingRight
from transactions.money import used_pence

RENEWAL_PAID = "renewal-paid"
UNAPPLIED = ("applied", "held")


def check_entries() -> Iterator[str]:
    """Every breach in words, filing by filing."""
    paid = Filing.everything.filter(~Q(paid_on=None) | ~Q(paid_before=[]))
    for filing in paid.order_by("pk").iterator(chunk_size=500):
        yield from _applied_is_done(filing)
        yield from _done_is_entered(filing)
    yield from _entered_without_money()


def _applied_is_done(filing: Filing) -> Iterator[str]:
    """Of each payment just what its round has used is applied; all of it in a round that is over."""
    used = {one["payment"]: one["pence"] for one in filing.paid_before}
    if filing.paid_on:
        used[filing.payment_reference] = used_pence(filing)
    for payment, owed in used.items():
        lines = lines_of(payment)
        applied = sum(line.amount_pence for line in lines if line.to_bucket == "applied")
        applied -= sum(line.amount_pence for line in lines if (line.from_bucket, line.to_bucket) == UNAPPLIED)
        if applied != owed:
            yield f"{filing.reference}: {applied} pence are applied, its done rights cost {owed}"


def _done_is_entered(filing: Filing) -> Iterator[str]:
    """Each right has just the entries that the filing made on it."""
    made = FilingRight.everything.filter(filing=filing, entries__gt=0).values_list("right_id", "entries")
    rows = Entry.everything.filter(because=filing.reference).values_list("right_id").annotate(Count("pk")).order_by()
    wanted, entered = dict(made), dict(rows)
    for right_id in sorted(wanted.keys() | entered.keys()):
        told, kept = wanted.get(right_id, 0), entered.get(right_id, 0)
        if told != kept:
            yield f"{filing.reference}: right {right_id} has {kept} entries of it, not {told}"


def _entered_without_money() -> Iterator[str]:
    """A renewal that a filing entered although the filing was never paid."""
    unpaid = Filing.everything.filter(paid_on=None, amount_pence__gt=0).values("reference")
    strays = Entry.everything.filter(kind=RENEWAL_PAID, because__in=unpaid)
    for because in strays.values_list("because", flat=True).distinct():
        yield f"{because}: a renewal is entered without money"


def register() -> None:
    """Adds the check to those of the ledger."""
    also_check(check_entries)
