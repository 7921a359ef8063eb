"""How and when a licence ended."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from rights.interests import EndedHow


class HowForm(GovukForm):
    """With its term, or earlier on a day."""

    how = shown(
        forms.ChoiceField(
            label=gettext_lazy("How did the licence end?"),
            choices=(
                (EndedHow.EXPIRED, gettext_lazy("It ran out on its last day")),
                (EndedHow.ENDED, gettext_lazy("In another way, such as by agreement or notice")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("how the licence ended"),
        hidden_label=True,
        hints={EndedHow.EXPIRED: gettext_lazy("Only if the register shows that last day.")},
        reveals={EndedHow.ENDED: ("ended_on",)},
    )
    ended_on = shown(
        DateInputField(
            label=gettext_lazy("On which day did it end?"),
            help_text=gettext_lazy("For example, 27 3 2024"),
        ),
        noun=gettext_lazy("the day on which it ended"),
    )
