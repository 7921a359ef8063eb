"""A payment's money as the office reads it: where each penny stands, its refunds and disputes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import OfficePermission, demand
from casework.kind import Touched
from core.actor import Officer
from payments import ledger
from payments.models import Bucket, Dispute, Payment, Refund
from transactions.dues import reference_in

BUCKETS: Mapping[str, str | Promise] = {
    Bucket.HELD: _("Held, not used yet"),
    Bucket.APPLIED: _("Used"),
    Bucket.ON_ACCOUNT: _("On account"),
    Bucket.REFUND_OWED: _("On its way back"),
    Bucket.REFUNDED: _("Returned"),
    Bucket.CHARGED_BACK: _("Taken back by the bank"),
}


@dataclass(frozen=True)
class Row:
    """Where pence stand."""

    words: str | Promise
    pence: int


@dataclass(frozen=True)
class Money:
    """``rows`` are the buckets that hold something; ``filing`` is the reference of what was paid for."""

    filing: str
    rows: list[Row]
    applied_pence: int
    refunds: list[Refund]
    disputes: list[Dispute]


def paid_in(payment: Payment) -> Touched:
    """The filing that a payment was for, and the account that made it."""
    accounts = (payment.organisation_id,) if payment.organisation_id else ()
    return Touched(filings=(reference_in(payment.subject),), accounts=accounts)


def money_of(payment: Payment, *, by: Officer) -> Money:
    """Raises:
    NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    balances = ledger.balances(payment.pk)
    return Money(
        filing=reference_in(payment.subject),
        rows=[Row(words, balances[bucket]) for bucket, words in BUCKETS.items() if balances[bucket] > 0],
        applied_pence=balances[Bucket.APPLIED],
        refunds=list(Refund.objects.visible_to(by).filter(payment=payment).order_by("pk")),
        disputes=list(Dispute.objects.visible_to(by).filter(payment=payment).order_by("pk")),
    )
