"""Opening a payment: what is owed for a subject, by whom, and whether a card can take it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from core.actor import Actor, Public, label, organisation_of
from core.references import new_reference
from core.walls import follow
from payments import ledger
from payments.models import LIVE_ATTEMPTS, LIVE_PAYMENTS, Attempt, Bucket, Payment, PaymentState

FORBIDDEN_AT_PAY = str.maketrans("<>|", "   ")


class TooMuchForACard(Exception):
    """More than a card payment may be: say so before anything is typed. Amounts in pence."""

    def __init__(self, amount_pence: int, most_pence: int) -> None:
        super().__init__(f"{amount_pence} pence is more than the {most_pence} pence that a card can take")
        self.amount_pence = amount_pence
        self.most_pence = most_pence


class PaymentUnderWay(Exception):
    """It is being paid at this moment: conclude or release that first."""


class AnotherAmountUnderWay(PaymentUnderWay):
    """Another amount is being paid for the subject."""


class AlreadyPaid(Exception):
    """The subject's money is there."""


@dataclass(frozen=True)
class ReceiptLine:
    """One line of a receipt: words and pence."""

    text: str
    amount_pence: int


def card_can_take(amount_pence: int) -> bool:
    """Whether one card payment can be of this amount."""
    return 0 < amount_pence <= settings.PAY_MAX_PENCE


def open_payment(
    *,
    subject: str,
    amount_pence: int,
    description: str,
    email: str,
    language: str,
    by: Actor,
    at: datetime,
    lines: Sequence[ReceiptLine] = (),
    continue_path: str = "",
    written_by: Sequence[str] = (),
) -> Payment:
    """Opens the payment of a subject, or returns the one that is open; another amount replaces one not begun.

    ``written_by`` are the labels of who prepared what is paid for: the spending limit's second person is another one.
    ``lines`` go on the receipt and sum to the amount; ``continue_path`` is where the payer goes on afterwards.

    Raises:
        AnotherAmountUnderWay: while that is being paid; ``release`` it, or wait.
        AlreadyPaid: if the subject's money is held or applied.
        ValueError: if the lines do not sum to the amount, or the path leaves the site.
    """
    _demand_sound(amount_pence, lines, continue_path)
    with transaction.atomic():
        found = _open_one(subject, amount_pence)
        return found or _create(
            subject=subject,
            amount_pence=amount_pence,
            description=description.translate(FORBIDDEN_AT_PAY)[:255],
            lines=[asdict(line) for line in lines],
            email=email,
            language=language,
            continue_path=continue_path,
            written_by=list(written_by),
            by=by,
            at=at,
        )


def lock_live(subjects: Sequence[str]) -> None:
    """Locks what is open or being paid for the subjects, in one order; in the caller's transaction."""
    rows = Payment.everything.filter(subject__in=subjects, state__in=LIVE_PAYMENTS)
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _demand_sound(amount_pence: int, lines: Sequence[ReceiptLine], path: str) -> None:
    if lines and sum(line.amount_pence for line in lines) != amount_pence:
        raise ValueError("The lines do not sum to the amount")
    if path and (not path.startswith("/") or path.startswith(("//", "/\\"))):
        raise ValueError(f"{path} is not a path on this site")


def _open_one(subject: str, amount_pence: int) -> Payment | None:
    """The live payment of this amount; one of another amount is cancelled if nobody has begun it."""
    if is_paid(subject):
        raise AlreadyPaid(subject)
    live = Payment.everything.filter(subject=subject, state__in=LIVE_PAYMENTS).select_for_update().first()
    if live is None or live.amount_pence == amount_pence:
        return live
    if live.state != PaymentState.OPEN or Attempt.everything.filter(payment=live, state__in=LIVE_ATTEMPTS).exists():
        raise AnotherAmountUnderWay(live.reference)
    live.state, live.why = PaymentState.CANCELLED, "amount-changed"
    live.save(update_fields=["state", "why"])
    return None


def demand_card(payment: Payment) -> None:
    """Raises:
    TooMuchForACard: above PAY_MAX_PENCE.
    """
    if not card_can_take(payment.amount_pence):
        raise TooMuchForACard(payment.amount_pence, settings.PAY_MAX_PENCE)


def is_paid(subject: str) -> bool:
    """Whether money of the subject is held or used."""
    settled = Payment.everything.filter(subject=subject, state=PaymentState.SETTLED).values_list("pk", flat=True)
    books = (ledger.balances(pk) for pk in settled)
    return any(book[bucket] > 0 for book in books for bucket in (Bucket.HELD, Bucket.APPLIED, Bucket.ON_ACCOUNT))


def _create(*, subject: str, by: Actor, at: datetime, **fields: object) -> Payment:
    """The new row, or the one that somebody else opened in the same moment."""
    visitor = by.visitor if isinstance(by, Public) else ""
    owner = {"organisation_id": organisation_of(by), "visitor": visitor, "created_by": label(by), "created_at": at}
    try:
        with transaction.atomic():
            made = Payment.everything.create(reference=new_reference("PAY"), subject=subject, **owner, **fields)
            follow(made.organisation_id, made.reference, of=subject.partition("/")[0])
            return made
    except IntegrityError:
        live = Payment.everything.filter(subject=subject, state__in=LIVE_PAYMENTS).first()
        if live is None or live.amount_pence != fields["amount_pence"]:
            raise AnotherAmountUnderWay(subject) from None
        return live
