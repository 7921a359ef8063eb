"""The questions about a merger or succession."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from rights.statuses import Devolution


class EventForm(GovukForm):
    """What happened to which owner, and when."""

    kind = shown(
        forms.ChoiceField(
            label=gettext_lazy("What happened?"),
            choices=(
                (Devolution.MERGER, gettext_lazy("The owner was merged into another company")),
                (
                    Devolution.SUCCESSION,
                    gettext_lazy("It passed by law in another way, such as a reorganisation"),
                ),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what happened"),
    )
    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which owner is it about?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which owner it is about"),
    )


class EffectiveForm(GovukForm):
    """The day of the event."""

    signed_on = shown(
        DateInputField(
            label=gettext_lazy("From which day did it take effect?"),
            help_text=gettext_lazy("For example, 27 3 2024. It is on the certificate of merger."),
        ),
        noun=gettext_lazy("the day from which it took effect"),
    )
