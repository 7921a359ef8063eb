"""What is to be paid of a filing at present: for the submission, or once more in a wait; one payment after another."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.actor import System
from core.days import legal_day
from payments import services as payments
from rights.standing import Standing
from transactions.examination import Examination
from transactions.examining import examine_filing
from transactions.kind import Charge, Stage
from transactions.models import Filing
from transactions.parts import stage_named
from transactions.pricing import keep_price
from transactions.registry import type_named
from transactions.states import State

BURSAR = System("transactions")


def subject_of(filing: Filing) -> str:
    """What payments know the present round by: the filing's reference, with a number from the second round on."""
    return filing.reference if filing.payment_round == 1 else f"{filing.reference}/{filing.payment_round}"


def reference_in(subject: str) -> str:
    """The reference of the filing that a payment was for, whichever its round."""
    return subject.partition("/")[0]


def filing_of(subject: str) -> QuerySet[Filing]:
    """The filing that a payment was for, if there is one."""
    return Filing.everything.filter(reference=reference_in(subject))


def payment_stage(filing: Filing) -> Stage | None:
    """The wait that the present round of paying is for; None for the submission."""
    if not filing.payment_stage:
        return None
    return stage_named(type_named(filing.type).stages, filing.payment_stage)


def charges_of(filing: Filing, standing: Standing, on: date) -> Iterable[Charge]:
    """What the type itself asks for the right in the present round if paid on the day."""
    declared = type_named(filing.type)
    if filing.payment_stage:
        return declared.stage_charges(filing.payment_stage, filing.claims, standing, on)
    return declared.charges(filing.claims, standing, on)


def awaits_money(filing: Filing, *, on: date) -> bool:
    """Whether the filing can use money that is paid on the London day."""
    if filing.state == State.AWAITING_PAYMENT:
        return True
    is_paid_wait = filing.state == State.WAITING and filing.stage == filing.payment_stage != ""
    return is_paid_wait and (filing.stage_ends_on is None or on <= filing.stage_ends_on)


def is_used(filing: Filing, payment: str) -> bool:
    """Whether the money of the payment was used in this round or an earlier one, or is being taken for it."""
    if any(one["payment"] == payment for one in filing.paid_before):
        return True
    return filing.payment_reference == payment and filing.paid_on is not None


def payments_of(filing: Filing) -> list[str]:
    """The references of the payments whose money came, in the order of the rounds."""
    present = [filing.payment_reference] if filing.paid_on and filing.state != State.TAKING_PAYMENT else []
    return [*(one["payment"] for one in filing.paid_before), *present]


def bill_stage(filing: Filing, *, at: datetime) -> tuple[Filing, Examination]:
    """Begins the round of paying of the wait in which the locked filing is; what was paid before it is used up.

    An earlier fee was for what brought the filing into this wait. To be called in the move's database transaction.
    """
    before = _use_up(filing, at=at)
    filing.paid_before = [*filing.paid_before, *before]
    filing.payment_round, filing.payment_stage = filing.payment_round + 1, filing.stage
    filing.payment_reference, filing.paid_on = "", None
    found = examine_filing(filing, by=BURSAR, on=legal_day(at))
    for column, value in keep_price(filing, found).items():
        setattr(filing, column, value)
    filing.save()
    return filing, found


def let_stage_money_go(filing: Filing, *, at: datetime) -> None:
    """A wait that is left without its payment takes none any more; whoever has confirmed one is not charged."""
    payment = payments.payment_of(subject_of(filing)) if filing.payment_stage == filing.stage != "" else None
    if payment is not None and payment.is_live:
        payments.release(payment.reference, reason=_("The time to pay is over."), at=at)


def _use_up(filing: Filing, *, at: datetime) -> list[dict[str, Any]]:
    payment = payments.payment_of(subject_of(filing)) if filing.paid_on else None
    if payment is None or filing.paid_on is None:
        return []
    pence, because = payment.held_pence, f"{filing.reference}:{filing.stage}"
    if pence:
        payments.apply_money(payment.reference, amount_pence=pence, because=because, at=at)
    return [{"payment": payment.reference, "pence": pence, "on": filing.paid_on.isoformat()}]
