"""Questions that every change of ownership asks."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown

NEW, KEEP, REMOVE = "new", "keep", "remove"


class ContactForm(GovukForm):
    """Whom the office writes to afterwards, and whether the representative stays."""

    contact = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who should we write to about this right from now on?"),
            choices=(
                (NEW, gettext_lazy("The first new owner, at the address that you gave")),
                (KEEP, gettext_lazy("The contact that is on the register now")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("who we should write to"),
    )
    agent = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does the representative on the register act for the new owner?"),
            choices=(
                (KEEP, gettext_lazy("Yes, or there is none")),
                (REMOVE, gettext_lazy("No, take the representative off the register")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether the representative acts for the new owner"),
        hints={KEEP: gettext_lazy("The new owner can appoint another one afterwards.")},
    )
