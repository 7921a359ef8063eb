"""The questions about copies."""

from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import pounds
from core.design.forms import GovukForm
from core.design.look import look_of, shown
from rights.patents.fees import FormFee
from rights.standing import Standing
from transactions.form_fees import is_example
from transactions.forms.addresses import AddressForm
from transactions.kind import Answers

EXTRACT, CERTIFIED_EXTRACT = "extract", "certified-extract"
COPY, CERTIFIED_COPY = "copy", "certified-copy"
DOWNLOAD, POST = "download", "post"
MOST_COPIES = 20


class WhatForm(GovukForm):
    """What is wanted."""

    what = shown(
        forms.ChoiceField(
            label=gettext_lazy("What do you want?"),
            choices=(
                (EXTRACT, gettext_lazy("An extract of the register")),
                (CERTIFIED_EXTRACT, gettext_lazy("A certified extract of the register")),
                (COPY, gettext_lazy("A copy of a document")),
                (CERTIFIED_COPY, gettext_lazy("A certified copy of a document")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what you want"),
    )


class DocumentForm(GovukForm):
    """Which document of the file."""

    document = shown(
        forms.CharField(
            label=gettext_lazy("Which document?"),
            help_text=gettext_lazy("For example the specification as granted, or the drawings as filed on 3 May 2019."),
            max_length=300,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("which document you want a copy of"),
        count=True,
        rows=3,
    )


class HowForm(GovukForm):
    """As a file or on paper."""

    how = shown(
        forms.ChoiceField(
            label=gettext_lazy("How do you want to have it?"),
            choices=((DOWNLOAD, gettext_lazy("As a PDF, at once")), (POST, gettext_lazy("On paper, by post"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("how you want to have it"),
        hints={POST: gettext_lazy("An officer prints and posts it. You get the PDF as well.")},
    )


class PostForm(AddressForm):
    """How many, and where they go."""

    copies = shown(
        forms.IntegerField(
            label=gettext_lazy("How many copies of each?"),
            help_text=gettext_lazy("You pay for each copy."),
            min_value=1,
            max_value=MOST_COPIES,
            initial=1,
        ),
        noun=gettext_lazy("how many copies you want"),
        width="3",
        inputmode="numeric",
    )
    field_order = ["copies", "name"]


class ReceiptForm(GovukForm):
    """Where the receipt and the address of the file go."""

    email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy("We send the receipt and the link to your copy to this address."),
            max_length=254,
        ),
        noun=gettext_lazy("an email address"),
        autocomplete="email",
    )


def say_prices(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """What each choice costs, where the fee on record is the same whatever day it is paid."""
    field, fees = form.fields["what"], standings[0].fees.forms
    of_form = [fee for fee in fees if fee.form == FORM]
    prices = {kind: _price([fee for fee in of_form if fee.use == use]) for kind, use in USES.items()}
    hints = {kind: price for kind, price in prices.items() if price}
    field.look = replace(look_of(field), hints=hints)  # type: ignore[attr-defined]


def _price(fees: Sequence[FormFee]) -> str:
    """The one amount of all these fees, called an example if any of them is; empty where there are several."""
    amounts = {fee.pence for fee in fees}
    pence = amounts.pop() if len(amounts) == 1 else None
    if pence is None:
        return ""
    said = _("%(amount)s for each copy") % {"amount": pounds(pence)}
    return f"{said} ({_('Example, not confirmed')})" if any(map(is_example, fees)) else said


FORM = "23"
CERTIFIED, UNCERTIFIED = "certified copy", "uncertified copy"
USES = {EXTRACT: UNCERTIFIED, CERTIFIED_EXTRACT: CERTIFIED, COPY: UNCERTIFIED, CERTIFIED_COPY: CERTIFIED}
"""The use of Form 23 under which the fee of each is held."""
