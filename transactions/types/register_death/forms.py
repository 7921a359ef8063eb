"""The questions about an owner who died."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown

EXECUTORS, HEIRS = "executors", "heirs"


class WhoForm(GovukForm):
    """Who died, and whether the estate has been shared out."""

    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which owner has died?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which owner has died"),
    )
    to = shown(
        forms.ChoiceField(
            label=gettext_lazy("To whom does it pass?"),
            choices=(
                (EXECUTORS, gettext_lazy("To the executors or administrators first")),
                (HEIRS, gettext_lazy("To those who inherit it, by an assent of the executors")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("to whom it passes"),
    )


class DayForm(GovukForm):
    """The day from which it counts."""

    signed_on = shown(
        DateInputField(
            label=gettext_lazy("From which day?"),
            help_text=gettext_lazy("The day of the death for executors, the day of the assent for those who inherit."),
        ),
        noun=gettext_lazy("the day"),
    )
