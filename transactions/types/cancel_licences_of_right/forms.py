"""The question about licences that stand against cancelling."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown

NOBODY, REGISTERED, OTHERS = "nobody", "registered", "others"


class LicencesForm(GovukForm):
    """Whether there is a licence under the patent; all who have one must consent (s.47(2))."""

    licences = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does anybody have a licence under the patent?"),
            choices=(
                (NOBODY, gettext_lazy("No, nobody")),
                (REGISTERED, gettext_lazy("Yes, but only those who are on the register")),
                (OTHERS, gettext_lazy("Yes, also others")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether anybody has a licence"),
        hints={
            REGISTERED: gettext_lazy("We ask them to agree."),
            OTHERS: gettext_lazy("You will need the signed agreement of each of the others."),
        },
    )
