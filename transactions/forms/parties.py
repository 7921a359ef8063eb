"""Questions about a person or company that is to stand on the register, and about shares."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.company_numbers import NotACompanyNumber, read_company_number
from core.design.look import shown
from transactions.forms.addresses import PostalForm

PERSON, COMPANY = "person", "company"
KINDS = ((PERSON, gettext_lazy("A person")), (COMPANY, gettext_lazy("A company or another organisation")))


class PartyForm(PostalForm):
    """A person or company with its address; the number of a UK company is wanted where there is one."""

    kind = shown(
        forms.ChoiceField(label=gettext_lazy("Is it a person or a company?"), choices=KINDS, widget=forms.RadioSelect),
        noun=gettext_lazy("whether it is a person or a company"),
        reveals={COMPANY: ("company_number",)},
    )
    company_number = shown(
        forms.CharField(
            label=gettext_lazy("UK company number (optional)"),
            help_text=gettext_lazy("Eight characters, such as 01234567 or SC123456."),
            max_length=12,
            required=False,
        ),
        width="10",
        spellcheck=False,
    )
    name = shown(
        forms.CharField(
            label=gettext_lazy("Full name"),
            help_text=gettext_lazy("As it is to stand on the register. Of a company the whole name, with Ltd or plc."),
            max_length=200,
        ),
        noun=gettext_lazy("the full name"),
        spellcheck=False,
    )
    email = shown(
        forms.EmailField(label=gettext_lazy("Email address (optional)"), max_length=254, required=False),
        autocomplete="email",
    )
    field_order = ["kind", "company_number", "name"]

    def clean_company_number(self) -> str:
        """The number as Companies House writes it."""
        typed = str(self.cleaned_data.get("company_number") or "")
        if not typed:
            return ""
        try:
            return read_company_number(typed)
        except NotACompanyNumber:
            raise forms.ValidationError(_("Enter a company number, like 01234567 or SC123456")) from None


class ShareField(forms.CharField):
    """A share as a fraction or a percentage; kept as a fraction in lowest terms, such as ``1/2``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> str:
        """The fraction, or empty where nothing was typed and nothing is required."""
        typed = str(super().clean(value) or "")
        if not typed:
            return ""
        share = read_share(typed)
        if share is None:
            raise forms.ValidationError(_("Enter a share as a fraction or a percentage, like 1/2 or 50%"))
        return f"{share.numerator}/{share.denominator}"


def read_share(typed: str) -> Fraction | None:
    """The share, more than nothing and at most the whole; None where the text is none."""
    text = typed.replace(" ", "")
    try:
        share = Fraction(text.removesuffix("%")) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return share.limit_denominator(100_000) if 0 < share <= 1 else None


class SharedPartyForm(PartyForm):
    """A party with its share; equal shares where none is given (s.36(1))."""

    share = shown(
        ShareField(
            label=gettext_lazy("Share of the right (optional)"),
            help_text=gettext_lazy("For example 1/2 or 50%. Leave it empty if all owners have equal shares."),
            required=False,
        ),
        width="5",
    )
