"""What a filing's money and its rights need of each other: used or owed back, years pinned or freed, rights locked."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from payments import services as payments
from rights.models import Right
from transactions.dues import subject_of
from transactions.models import Filing, FilingRight, Movement, YearPin
from transactions.moves import OPENS_AGAIN
from transactions.registry import type_named
from transactions.states import Outcome, State


def use_money(filing: Filing, rows: Sequence[FilingRight], *, at: datetime) -> None:
    """Applies what the rights of one run have used, and owes back what they could not use and the type does not keep.

    The form's fee is for the whole filing: see ``use_form_fee``.
    """
    if not filing.paid_on:
        return
    because = cause_of(filing, str(rows[-1].right_id))
    used = sum(row.own_pence for row in rows if _uses(filing, row))
    unused = [row for row in rows if not _uses(filing, row)]
    if used:
        payments.apply_money(filing.payment_reference, amount_pence=used, because=because, at=at)
    if back := sum(row.own_pence for row in unused):
        YearPin.objects.filter(filing=filing, right_id__in=[row.right_id for row in unused]).delete()
        payments.owe_refund(filing.payment_reference, amount_pence=back, because=because, at=at)


def use_form_fee(filing: Filing, *, at: datetime) -> None:
    """Applies the fee of the form of a filing of which at least one right was done."""
    pence = _form_pence(filing)
    if filing.paid_on and pence:
        because = cause_of(filing, "form")
        payments.apply_money(filing.payment_reference, amount_pence=pence, because=because, at=at)


def unuse_money(filing: Filing, *, at: datetime) -> None:
    """What was applied is held again: that for which it was used was undone and will be decided afresh."""
    if filing.paid_on:
        payments.unapply_money(filing.payment_reference, because=cause_of(filing, "undone"), at=at)


def has_gone_back(filing: Filing) -> bool:
    """Whether anything that the filing paid was returned, or is owed back."""
    payment = payments.payment_of(subject_of(filing)) if filing.paid_on else None
    return payment is not None and payment.refund_owed_pence + payment.refunded_pence > 0


def cause_of(filing: Filing, what: str) -> str:
    """How the ledger names what the filing does with its money; another name each time that it was opened again."""
    again = Movement.everything.filter(filing=filing, name__in=OPENS_AGAIN).count()
    return f"{filing.reference}:{what}:{again}" if again else f"{filing.reference}:{what}"


def used_pence(filing: Filing) -> int:
    """How much of the filing's money must be applied as it stands, in pence."""
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    if filing.state == State.REFUSED and keeps_fees(filing):
        return sum(row.total_pence for row in rows)
    own = sum(row.own_pence for row in rows.exclude(outcome="") if _uses(filing, row))
    return own + (_form_pence(filing) if filing.state == State.RECORDED else 0)


def keeps_fees(filing: Filing) -> bool:
    """Whether what was paid is for the asking, so that it is kept whatever becomes of it; never money of a wait."""
    return not filing.payment_stage and type_named(filing.type).keeps_fee_when_refused


def _uses(filing: Filing, row: FilingRight) -> bool:
    return row.outcome == Outcome.DONE or keeps_fees(filing)


def _form_pence(filing: Filing) -> int:
    return sum(FilingRight.everything.filter(filing=filing).values_list("form_pence", flat=True))


def return_unused(filing: Filing, *, at: datetime) -> None:
    """Owes back what an ended filing has paid and not used; a fee that the type keeps is applied."""
    payment = payments.payment_of(subject_of(filing)) if filing.paid_on else None
    if payment is None or not payment.held_pence:
        return
    because = cause_of(filing, filing.state)
    if filing.state == State.REFUSED and keeps_fees(filing):
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
