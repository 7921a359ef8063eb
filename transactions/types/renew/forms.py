"""The one question that renewing asks: where receipt and reminders go."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from core.design.look import shown

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


class ReceiptForm(GovukForm):
    """Where the receipt goes, and whether the office writes there about the next renewal."""

    email = shown(
        forms.EmailField(
            label=_("Email address for the receipt"),
            help_text=_("We send the receipt and the certificate to this address."),
            max_length=254,
        ),
        noun=_("an email address for the receipt"),
        autocomplete="email",
    )
    reminders = shown(
        forms.ChoiceField(
            label=_("Should we write to this address when the next renewal is due?"),
            help_text=_("This replaces the address for renewal reminders on the register, which anyone can see."),
            choices=YES_OR_NO,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select yes if we should write to this address about the next renewal")},
        ),
        inline=False,
        reveals={"yes": ("reminder_name",)},
    )
    reminder_name = shown(
        forms.CharField(label=_("Name of the person or firm to write to"), max_length=200),
        noun=_("the name of the person or firm to write to"),
        autocomplete="name",
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is reminded at no address."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reminders") == "yes" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter an email address for reminders, or say no to them"))
        return cleaned
