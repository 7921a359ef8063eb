"""The questions about an order."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown


class OrderForm(GovukForm):
    """Which order, and from when it counts."""

    court = shown(
        forms.CharField(label=gettext_lazy("Which court or office made the order?"), max_length=200),
        noun=gettext_lazy("which court or office made the order"),
    )
    number = shown(
        forms.CharField(label=gettext_lazy("Number of the case"), max_length=60),
        noun=gettext_lazy("the number of the case"),
        width="20",
        spellcheck=False,
    )
    signed_on = shown(
        DateInputField(
            label=gettext_lazy("From which day does it count?"),
            help_text=gettext_lazy("For example, 27 3 2024. The day of the order, if it names no other."),
        ),
        noun=gettext_lazy("the day from which the order counts"),
    )
