"""What happens to a filing when its money moves: it may be taken, was lost, or is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import System
from payments import services as payments
from transactions.examination import Examination
from transactions.models import Filing, FilingRight, YearPin
from transactions.money import free_years, lock_rights, pin_years
from transactions.recording import conclude
from transactions.services.checking import examine_filing
from transactions.services.submitting import keep_price
from transactions.services.taking_in import take_in
from transactions.states import Outcome, State
from transactions.telling import tell_not_charged, tell_payment_lost, tell_unusable
from transactions.workflow import move

CASHIER = System("cashier")


@dataclass(frozen=True)
class Money:
    """What payments tells: which payment, for which filing, how many pence, and the London day on which it was paid."""

    payment: str
    subject: str
    amount_pence: int
    paid_on: date

    @classmethod
    def told(cls, payload: dict[str, Any]) -> Self:
        """Reads a promise's payload."""
        paid_on = date.fromisoformat(payload["paid_on"])
        return cls(payload["payment"], payload["subject"], payload["amount_pence"], paid_on)


def take_money(money: Money, *, at: datetime) -> None:
    """The card is authorised: captures the whole amount if the filing can use it as of the day of payment, else none.

    Harmless to repeat. Rights are locked in id order; years are pinned, so that nobody renews them a second time.
    """
    with transaction.atomic():
        filing = _lock_subject(money)
        if filing is None or filing.state != State.AWAITING_PAYMENT or not _still_offered(money):
            _release_unless_taken(filing, money, at=at)
            return
        lock_rights(filing)
        found = examine_filing(filing, by=CASHIER, on=money.paid_on)
        why = _why_unusable(filing, found, money)
        if why:
            _release(filing, found, money, why, at=at)
            return
        changes = {"payment_reference": money.payment, "paid_on": money.paid_on}
        move(filing, "take-payment", by=CASHIER, at=at, changes=changes)
        payments.capture(money.payment, at=at)


def settle_money(money: Money, *, at: datetime) -> None:
    """The money is there, whatever the filing thinks of it: used as of the day of payment, or owed back. Repeatable."""
    with transaction.atomic():
        filing = _lock_subject(money)
        is_expected = filing is not None and filing.payment_reference == money.payment and filing.paid_on is not None
        if filing is None or not is_expected:
            _return_unusable(filing, money, at=at)
        elif filing.state == State.TAKING_PAYMENT:
            facts = payments.payment_of(filing.reference)
            received_at = facts.paid_at if facts and facts.paid_at else filing.received_at
            settled = move(filing, "settle", by=CASHIER, at=at, changes={"received_at": received_at})
            take_in(settled, at=at)


def _return_unusable(filing: Filing | None, money: Money, *, at: datetime) -> None:
    because = f"{money.subject}:unusable"
    payments.owe_refund(money.payment, amount_pence=money.amount_pence, because=because, at=at)
    if filing is not None:
        tell_unusable(filing, money.amount_pence, at=at)


def lose_money(payment: str, subject: str, *, was_confirmed: bool, was_taken: bool = False, at: datetime) -> None:
    """The money will not come: the filing goes back to be paid again, and its years are free for others.

    Whoever had confirmed the payment is told; whoever had not knows it. ``was_taken``: too little came and goes back.
    """
    with transaction.atomic():
        filing = Filing.everything.select_for_update().filter(reference=subject, payment_reference=payment).first()
        if filing is None:
            return
        if filing.state == State.TAKING_PAYMENT:
            free_years(filing)
            move(filing, "lose-payment", by=CASHIER, at=at, changes={"payment_reference": "", "paid_on": None})
            tell_payment_lost(filing, payment, was_taken=was_taken, at=at)
        elif filing.state == State.AWAITING_PAYMENT:
            Filing.everything.filter(pk=filing.pk).update(payment_reference="")
            if was_confirmed:
                tell_payment_lost(filing, payment, was_taken=was_taken, at=at)


def _lock_subject(money: Money) -> Filing | None:
    return Filing.everything.select_for_update().filter(reference=money.subject).first()


def _still_offered(money: Money) -> bool:
    """Whether it is the filing's present payment, and nobody has let it go since."""
    latest = payments.payment_of(money.subject)
    return latest is not None and latest.reference == money.payment and latest.state == "capturable"


def _release_unless_taken(filing: Filing | None, money: Money, *, at: datetime) -> None:
    """A filing that was withdrawn or changed meanwhile cannot use it; one that has taken it already is left alone."""
    if filing is not None and filing.payment_reference == money.payment and filing.paid_on is not None:
        return
    why = _("The request was withdrawn or changed before the payment was confirmed.")
    payments.release(money.payment, reason=why, at=at)
    if filing is not None:
        tell_not_charged(filing, money.payment, why, at=at)


def _why_unusable(filing: Filing, found: Examination, money: Money) -> str:
    """Why the filing cannot use the money, in words for the payer; empty when it can, and its years are then pinned."""
    lost = _lost(filing, found)
    if lost:
        return _("%(numbers)s can no longer be dealt with as you asked.") % {"numbers": ", ".join(lost)}
    if found.blocking:
        return " ".join(str(objection.text) for objection in found.blocking)
    if found.total_pence != money.amount_pence:
        return _("The price on the day of your payment was another one than you were shown.")
    keep = keep_price(filing, found)
    Filing.everything.filter(pk=filing.pk).update(**keep)
    if not pin_years(filing):
        return _("Somebody else is renewing the same patent at this moment.")
    return ""


def _lost(filing: Filing, found: Examination) -> list[str]:
    """Numbers of rights that were to be paid for and now cannot be."""
    wanted = set(FilingRight.everything.filter(filing=filing, left_out=False).values_list("right_id", flat=True))
    blocked: Iterable[Any] = (line.standing.right for line in found.left_out)
    return [right.number for right in blocked if right.id in wanted]


def _release(filing: Filing, found: Examination, money: Money, why: str, *, at: datetime) -> None:
    """Charges nothing and says so; a filing that nothing is left of ends, any other can be paid again."""
    payments.release(money.payment, reason=why[:300], at=at)
    tell_not_charged(filing, money.payment, why, at=at)
    if not found.payable or _all_pinned(filing):
        FilingRight.everything.filter(filing=filing).update(outcome=Outcome.NOT_DONE, why=why[:1000])
        ended = move(filing, "give-up", by=CASHIER, at=at, why=why[:2000], changes={"payment_reference": ""})
        conclude(ended, at=at)
    else:
        Filing.everything.filter(pk=filing.pk).update(payment_reference="")


def _all_pinned(filing: Filing) -> bool:
    """Whether somebody else is renewing every one of the filing's rights."""
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    others = YearPin.objects.exclude(filing=filing)
    return all(others.filter(right_id=row.right_id, year__in=row.years).exists() for row in rows)
