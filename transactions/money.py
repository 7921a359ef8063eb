"""What a filing's money and its rights need of each other: used or owed back, years pinned or freed, rights locked."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from payments import services as payments
from rights.models import Right
from transactions.models import Filing, FilingRight, YearPin
from transactions.registry import type_named
from transactions.states import Outcome, State


def use_money(filing: Filing, rows: Sequence[FilingRight], *, at: datetime) -> None:
    """Applies what the rights of one run have used, and owes back what they could not use."""
    if not filing.paid_on:
        return
    because = f"{filing.reference}:{rows[-1].right_id}"
    done = sum(row.total_pence for row in rows if row.outcome == Outcome.DONE)
    not_done = sum(row.total_pence for row in rows if row.outcome == Outcome.NOT_DONE)
    if done:
        payments.apply_money(filing.payment_reference, amount_pence=done, because=because, at=at)
    if not_done:
        YearPin.objects.filter(
            filing=filing, right_id__in=[row.right_id for row in rows if row.outcome == Outcome.NOT_DONE]
        ).delete()
        payments.owe_refund(filing.payment_reference, amount_pence=not_done, because=because, at=at)


def return_unused(filing: Filing, *, at: datetime) -> None:
    """Owes back what an ended filing has paid and not used; a fee that the type keeps is applied."""
    payment = payments.payment_of(filing.reference) if filing.paid_on else None
    if payment is None or not payment.held_pence:
        return
    because = f"{filing.reference}:{filing.state}"
    if filing.state == State.REFUSED and type_named(filing.type).keeps_fee_when_refused:
        payments.apply_money(payment.reference, amount_pence=payment.held_pence, because=because, at=at)
    else:
        payments.owe_refund(payment.reference, amount_pence=payment.held_pence, because=because, at=at)
        free_years(filing)


def pin_years(filing: Filing) -> bool:
    """Takes every year that the filing renews, or none: False if somebody else has one of them."""
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    pins = [YearPin(right_id=row.right_id, year=year, filing=filing) for row in rows for year in row.years]
    try:
        with transaction.atomic():
            YearPin.objects.bulk_create(pins, batch_size=1000)
    except IntegrityError:
        return False
    return True


def free_years(filing: Filing) -> None:
    """Gives back the years of a filing whose money did not come, or could not be used."""
    YearPin.objects.filter(filing=filing).delete()


def lock_rights(filing: Filing) -> None:
    """Locks the filing's rights in the order of their ids, so that two filings never wait for each other."""
    ids = FilingRight.everything.filter(filing=filing, left_out=False).values("right_id")
    list(Right.everything.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
