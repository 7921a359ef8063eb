"""The fee of the office's form that a type takes the place of: one for each filing, on its first payable right."""

import re
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from rights.patents.fees import FormFee
from rights.standing import Standing
from transactions.kind import Charge, OfficeForm, TransactionType

NUMBERED = re.compile(r"[A-Z]*\d+[A-Z]?")


def form_fee(declared: TransactionType, standing: Standing, on: date) -> FormFee | None:
    """What the form costs on the day by the data; None where the type has no form, or no fee is held for the day."""
    form = declared.office_form
    return standing.fees.form_fee(form.number, form.use, on) if form else None


def is_example(fee: FormFee) -> bool:
    """Whether nobody has confirmed the fee: pages say so wherever they name it."""
    return not (fee.is_certain or settings.FEES_CONFIRMED)


def form_charge(declared: TransactionType, standing: Standing, on: date) -> Charge | None:
    """The fee line of the form, a free one included; None where there is no fixed amount.

    Of a form that names many rights one fee is due, however many they are (Patents (Fees) Rules 2007 Sch. 1).
    """
    fee = form_fee(declared, standing, on)
    if declared.office_form is None or fee is None or fee.pence is None:
        return None
    what = form_words(declared.office_form)
    return Charge(standing.right.number, what, fee.pence, certain=fee.is_certain, is_form=True)


def form_words(form: OfficeForm) -> str:
    """What the fee is for, as fee lines have it."""
    if NUMBERED.fullmatch(form.number):
        return _("fee for form %(number)s") % {"number": form.number}
    return _("fee for the request")


def is_unheld(declared: TransactionType, standing: Standing, on: date) -> bool:
    """Whether the form should cost something on the day and nobody knows what."""
    return declared.office_form is not None and form_fee(declared, standing, on) is None
