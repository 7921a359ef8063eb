"""Checks that every applied charge has its register entry, and every entry of a paid filing its applied charge."""

from collections.abc import Iterator

from django.db.models import Sum

from payments.services import also_check, lines_of
from rights.models import Entry
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.states import Outcome, State

RENEWAL_PAID = "renewal-paid"


def check_entries() -> Iterator[str]:
    """Every breach in words, filing by filing."""
    paid = Filing.everything.exclude(paid_on=None).exclude(payment_reference="")
    for filing in paid.order_by("pk").iterator(chunk_size=500):
        yield from _applied_is_done(filing)
        yield from _done_is_entered(filing)
    yield from _entered_without_money()


def _applied_is_done(filing: Filing) -> Iterator[str]:
    applied = sum(line.amount_pence for line in lines_of(filing.payment_reference) if line.to_bucket == "applied")
    done = FilingRight.everything.filter(filing=filing, outcome=Outcome.DONE)
    sums = done.aggregate(fee=Sum("charge_pence"), additional=Sum("additional_pence"))
    owed = (sums["fee"] or 0) + (sums["additional"] or 0)
    keeps = type_named(filing.type).keeps_fee_when_refused and filing.state == State.REFUSED
    if applied != owed and not keeps:
        yield f"{filing.reference}: {applied} pence are applied, its done rights cost {owed}"


def _done_is_entered(filing: Filing) -> Iterator[str]:
    """Each right that is done has an entry because of the filing, and each such entry a right that is done."""
    entered = set(Entry.everything.filter(because=filing.reference).values_list("right_id", flat=True))
    done = set(FilingRight.everything.filter(filing=filing, outcome=Outcome.DONE).values_list("right_id", flat=True))
    for right_id in sorted(done ^ entered):
        what = "is done without an entry" if right_id in done else "was entered without being done"
        yield f"{filing.reference}: right {right_id} {what}"


def _entered_without_money() -> Iterator[str]:
    """A renewal that a filing entered although the filing was never paid."""
    unpaid = Filing.everything.filter(paid_on=None, amount_pence__gt=0).values("reference")
    strays = Entry.everything.filter(kind=RENEWAL_PAID, because__in=unpaid)
    for because in strays.values_list("because", flat=True).distinct():
        yield f"{because}: a renewal is entered without money"


def register() -> None:
    """Adds the check to those of the ledger."""
    also_check(check_entries)
