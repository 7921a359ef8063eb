"""What other layers may know of a payment, and which subjects' money is not resolved yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from core.days import end_of
from core.walls import walls_of
from payments import ledger
from payments.models import (
    LIVE_ATTEMPTS,
    Attempt,
    BasketLine,
    Bucket,
    HeldMoney,
    LedgerLine,
    Method,
    Payment,
    PaymentState,
)

STATEMENTS_COME_WITHIN = timedelta(days=7)
"""How long after a credit the bank's statement may reach us."""


@dataclass(frozen=True)
class PaymentFacts:
    """A payment as plain data; amounts in pence, ``state`` one of Payment.State, ``paid_on`` the London day."""

    reference: str
    subject: str
    amount_pence: int
    state: str
    why: str
    paid_at: datetime | None
    paid_on: date | None
    held_pence: int
    applied_pence: int
    refund_owed_pence: int
    refunded_pence: int
    charged_back_pence: int

    @property
    def is_live(self) -> bool:
        """Whether the money may still come."""
        return self.state in (PaymentState.OPEN, PaymentState.CAPTURABLE, PaymentState.CAPTURING)


def payment_of(subject: str) -> PaymentFacts | None:
    """The latest payment of a subject, or None."""
    payment = Payment.everything.filter(subject=subject).order_by("-created_at", "-pk").first()
    return facts_of(payment) if payment else None


def on_its_way(subjects: Collection[str]) -> set[str]:
    """The subjects whose money is here or being taken, by a payment of their own or by a basket's."""
    coming = [PaymentState.CAPTURABLE, PaymentState.CAPTURING, PaymentState.SETTLED]
    taken = Q(state__in=coming) | Q(state=PaymentState.OPEN, basket_line__basket__payment__state__in=coming)
    return set(Payment.everything.filter(taken, subject__in=list(subjects)).values_list("subject", flat=True))


def hanging_on(organisation_id: UUID, subjects: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """For each payment of the subjects, or of a later round of one (``subject/2``), what is said of its subject."""
    rounds = [f"{subject}/{number}" for subject in subjects for number in range(2, 10)]
    rows = Payment.everything.filter(organisation_id=organisation_id, subject__in=[*subjects, *rounds])
    found = {
        reference: subjects[subject.partition("/")[0]]
        for reference, subject in rows.values_list("reference", "subject")
    }
    return found | _baskets(organisation_id, found)


def _baskets(organisation_id: UUID, lines: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The one payment of each basket in which one of the payments is a line, behind the walls of all its lines."""
    touched = BasketLine.everything.filter(payment__reference__in=list(lines)).values("basket_id")
    rows = BasketLine.everything.filter(basket__in=touched, basket__organisation_id=organisation_id)
    found: dict[str, set[str]] = {}
    for whole, line in rows.values_list("basket__payment__reference", "payment__reference"):
        known = lines[line] if line in lines else walls_of(organisation_id, [line])
        found.setdefault(whole, set()).update(known)
    return found


def facts_of(payment: Payment) -> PaymentFacts:
    """The payment with its balances."""
    book = ledger.balances(payment.pk)
    return PaymentFacts(
        reference=payment.reference,
        subject=payment.subject,
        amount_pence=payment.amount_pence,
        state=payment.state,
        why=payment.why,
        paid_at=payment.paid_at,
        paid_on=payment.paid_on,
        held_pence=book[Bucket.HELD],
        applied_pence=book[Bucket.APPLIED],
        refund_owed_pence=book[Bucket.REFUND_OWED],
        refunded_pence=book[Bucket.REFUNDED],
        charged_back_pence=book[Bucket.CHARGED_BACK],
    )


def unresolved_subjects(*, paid_on_or_before: date) -> set[str]:
    """Subjects for which money given on or before the day may yet be used: the day cannot be closed past them.

    That is money confirmed and not taken yet, money taken and held, and attempts of which Pay was not asked since
    the day ended.
    """
    day_over = end_of(paid_on_or_before)
    confirmed = Q(state__in=[PaymentState.CAPTURABLE, PaymentState.CAPTURING], paid_on__lte=paid_on_or_before)
    unasked = Exists(
        Attempt.everything.filter(
            Q(looked_at=None) | Q(looked_at__lt=day_over),
            payment=OuterRef("pk"),
            state__in=LIVE_ATTEMPTS,
            created_at__lt=day_over,
        )
    )
    transfers = Q(  # credited in time, perhaps, and not told by the bank yet
        state=PaymentState.OPEN,
        method__in=[Method.BANK_TRANSFER, Method.DEPOSIT, Method.BASKET],
        created_at__range=(day_over - STATEMENTS_COME_WITHIN, day_over),
    )
    rows = Payment.everything.filter(confirmed | Q(unasked, state=PaymentState.OPEN) | transfers)
    return set(rows.values_list("subject", flat=True)) | _held(paid_on_or_before)


def _held(day: date) -> set[str]:
    """Subjects with settled money that is neither applied nor owed back; reads only what is held now."""
    rows = HeldMoney.objects.filter(payment__state=PaymentState.SETTLED, payment__paid_on__lte=day)
    return set(rows.values_list("payment__subject", flat=True))


def lines_of(payment_reference: str) -> list[LedgerLine]:
    """The payment's ledger lines, oldest first, for upper layers' checks and officers' pages."""
    return list(LedgerLine.everything.filter(payment__reference=payment_reference).order_by("at", "pk"))
