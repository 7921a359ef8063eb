"""The questions about a new representative."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from transactions.forms.addresses import ServiceAddressForm

INSTEAD, BESIDE = "instead", "beside"
YES, NO = "yes", "no"


class FirmForm(ServiceAddressForm):
    """The representative as it is to stand on the register."""

    email = shown(
        forms.EmailField(label=gettext_lazy("Email address"), max_length=254),
        noun=gettext_lazy("an email address"),
        autocomplete="email",
    )


class PlaceForm(GovukForm):
    """Whether others stay, and where letters go."""

    place = shown(
        forms.ChoiceField(
            label=gettext_lazy("What about a representative who is on the register now?"),
            choices=(
                (INSTEAD, gettext_lazy("The new one takes its place, or there is none")),
                (BESIDE, gettext_lazy("Both act")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what happens to the present representative"),
    )
    service = shown(
        forms.ChoiceField(
            label=gettext_lazy("Should its address be the address for service?"),
            choices=(
                (YES, gettext_lazy("Yes, official letters go there")),
                (NO, gettext_lazy("No, leave it")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether official letters go there"),
    )
