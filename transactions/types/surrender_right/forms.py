"""The questions about a surrender."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown

NONE, PENDING = "none", "pending"


class ActionsForm(GovukForm):
    """The declaration about pending actions, or full particulars of them (r.42)."""

    actions = shown(
        forms.ChoiceField(
            label=gettext_lazy("Is any action for infringement or revocation of this right pending?"),
            help_text=gettext_lazy("Before a court or before us, in the United Kingdom or the Isle of Man."),
            choices=((NONE, gettext_lazy("No, none is pending")), (PENDING, gettext_lazy("Yes"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether any action is pending"),
        reveals={PENDING: ("particulars",)},
    )
    particulars = shown(
        forms.CharField(
            label=gettext_lazy("Full particulars of each action"),
            help_text=gettext_lazy("The court or office, the number of the case, the parties, and how it stands."),
            max_length=4000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("full particulars of each action"),
        count=True,
    )


class PersonForm(GovukForm):
    """Whom the office can ask about the offer."""

    name = shown(
        forms.CharField(label=gettext_lazy("Full name"), max_length=200),
        noun=gettext_lazy("the name of the person we can ask"),
        autocomplete="name",
    )
    telephone = shown(
        forms.RegexField(
            r"^\+?[0-9 ()-]{7,20}$",
            label=gettext_lazy("Telephone number"),
            help_text=gettext_lazy("For a number outside the UK, begin with + and the country code."),
            error_messages={
                "invalid": gettext_lazy("Enter a telephone number, like 01632 960 001 or +44 808 157 0192")
            },
        ),
        noun=gettext_lazy("a telephone number"),
        autocomplete="tel",
        inputmode="tel",
        width="20",
    )
