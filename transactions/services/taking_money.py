"""What happens to a filing when its money moves: it may be taken, was lost, or is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import System
from payments import services as payments
from transactions.automatic.wanted import unwanted
from transactions.dues import awaits_money, filing_of, is_used, payment_stage, subject_of
from transactions.examination import Examination
from transactions.examining import examine_filing
from transactions.models import Filing, FilingRight, YearPin
from transactions.money import free_years, lock_rights, pin_years
from transactions.pricing import keep_price
from transactions.receipt import is_keyed
from transactions.recording import conclude
from transactions.services.taking_in import take_in
from transactions.stages import lead
from transactions.states import Outcome, State
from transactions.telling_money import tell_not_charged, tell_payment_lost, tell_unusable
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
        if filing is None or not _is_wanted(filing, money):
            _release_unless_taken(filing, money, at=at)
            return
        lock_rights(filing)
        found = examine_filing(filing, by=CASHIER, on=money.paid_on, as_priced=True)
        why = why_unusable(filing, found, money)
        if why:
            _release(filing, found, money, why, at=at)
            return
        changes = {"payment_reference": money.payment, "paid_on": money.paid_on}
        name = "take-stage-payment" if filing.payment_stage else "take-payment"
        move(filing, name, by=CASHIER, at=at, changes=changes)
        payments.capture(money.payment, at=at)


def settle_money(money: Money, *, at: datetime) -> None:
    """The money is there, whatever the filing thinks of it: used as of the day of payment, or owed back. Repeatable."""
    with transaction.atomic():
        filing = _lock_subject(money)
        if filing is None or not is_used(filing, money.payment):
            _return_unusable(filing, money, at=at)
        elif filing.state == State.TAKING_PAYMENT and filing.payment_reference == money.payment:
            go_on(filing, at=at)


def go_on(filing: Filing, *, at: datetime) -> None:
    """A submission counts as received when it was paid; a wait that was paid for is over."""
    if stage := payment_stage(filing):
        lead(move(filing, "settle-stage", by=CASHIER, at=at), stage.paid_to, at=at)
        return
    facts = payments.payment_of(subject_of(filing))
    received_at = facts.paid_at if facts and facts.paid_at else filing.received_at
    received_at = max(received_at, filing.received_at) if is_keyed(filing) else received_at
    take_in(move(filing, "settle", by=CASHIER, at=at, changes={"received_at": received_at}), at=at)


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
        filing = filing_of(subject).select_for_update().filter(payment_reference=payment).first()
        if filing is None:
            return
        if filing.state == State.TAKING_PAYMENT:
            free_years(filing)
            name = "lose-stage-payment" if filing.payment_stage else "lose-payment"
            move(filing, name, by=CASHIER, at=at, changes={"payment_reference": "", "paid_on": None})
            tell_payment_lost(filing, payment, was_taken=was_taken, at=at)
        elif filing.state in (State.AWAITING_PAYMENT, State.WAITING):
            Filing.everything.filter(pk=filing.pk).update(payment_reference="")
            if was_confirmed:
                tell_payment_lost(filing, payment, was_taken=was_taken, at=at)


def _lock_subject(money: Money) -> Filing | None:
    return filing_of(money.subject).select_for_update().first()


def _is_wanted(filing: Filing, money: Money) -> bool:
    """Whether it is the filing's present payment, given in time, and nobody has let it go since."""
    if subject_of(filing) != money.subject or not awaits_money(filing, on=money.paid_on):
        return False
    latest = payments.payment_of(money.subject)
    return latest is not None and latest.reference == money.payment and latest.state == "capturable"


def _release_unless_taken(filing: Filing | None, money: Money, *, at: datetime) -> None:
    """A filing that was withdrawn or changed meanwhile cannot use it; one that has taken it already is left alone."""
    if filing is not None and is_used(filing, money.payment):
        return
    why = _("The request was withdrawn or changed before the payment was confirmed.")
    if filing is not None and filing.payment_stage:
        why = _("The payment was confirmed after the time to pay was over.")
    payments.release(money.payment, reason=why, at=at)
    if filing is not None:
        tell_not_charged(filing, money.payment, why, at=at)


def why_unusable(filing: Filing, found: Examination, money: Money) -> str:
    """Why the filing cannot use the money, in words for the payer; empty when it can, and its years are then pinned."""
    lost = _lost(filing, found)
    if lost:
        return _("%(numbers)s can no longer be dealt with as you asked.") % {"numbers": ", ".join(lost)}
    if why := unwanted(filing):
        return why
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
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    rows = rows.exclude(charge_pence=0, additional_pence=0) if filing.payment_stage else rows
    wanted = set(rows.values_list("right_id", flat=True))
    blocked: Iterable[Any] = (line.standing.right for line in found.left_out)
    return [right.number for right in blocked if right.id in wanted]


def _release(filing: Filing, found: Examination, money: Money, why: str, *, at: datetime) -> None:
    """Charges nothing and says so; a filing that nothing is left of ends, any other can be paid again."""
    payments.release(money.payment, reason=why[:300], at=at)
    tell_not_charged(filing, money.payment, why, at=at)
    if not filing.payment_stage and (not found.payable or _all_pinned(filing)):
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
