"""The questions about a transfer."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from rights.interests import Exclusivity
from transactions.forms.parties import ShareField

WHOLE, SHARE = "whole", "share"
ASSIGNOR, BOTH = "assignor", "both"
NO, YES = "no", "yes"


class WhatForm(GovukForm):
    """The whole right, or a share of one of its owners."""

    extent = shown(
        forms.ChoiceField(
            label=gettext_lazy("What was transferred?"),
            choices=(
                (WHOLE, gettext_lazy("The whole right, by all its owners")),
                (SHARE, gettext_lazy("A share in it, by one owner")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what was transferred"),
        reveals={SHARE: ("party", "share")},
    )
    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which owner?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which owner transferred a share"),
    )
    share = shown(
        ShareField(
            label=gettext_lazy("What share of the whole right?"),
            help_text=gettext_lazy("For example 1/4 or 25%. If one of two equal owners gave everything, that is 1/2."),
        ),
        noun=gettext_lazy("the share"),
        width="5",
    )


class DocumentForm(GovukForm):
    """When it was signed, and by whom."""

    signed_on = shown(
        DateInputField(
            label=gettext_lazy("When was the document signed?"),
            help_text=gettext_lazy("For example, 27 3 2024. If several people signed, the day of the last signature."),
        ),
        noun=gettext_lazy("the date on the document"),
    )
    signed_by = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who signed it?"),
            choices=(
                (ASSIGNOR, gettext_lazy("The old owner, or somebody for the old owner")),
                (BOTH, gettext_lazy("The old and the new owner")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("who signed the document"),
        hints={
            ASSIGNOR: gettext_lazy("Enough for documents of 1 January 2005 and later."),
            BOTH: gettext_lazy("Needed for documents signed before 1 January 2005."),
        },
    )


class LicenceBackForm(GovukForm):
    """Whether the old owner may go on using it."""

    back = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does the new owner license it back to the old owner?"),
            choices=((NO, gettext_lazy("No")), (YES, gettext_lazy("Yes, and I want the licence registered too"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether it is licensed back"),
        reveals={YES: ("exclusivity", "field")},
    )
    exclusivity = shown(
        forms.ChoiceField(
            label=gettext_lazy("What kind of licence?"), choices=Exclusivity.choices, widget=forms.RadioSelect
        ),
        noun=gettext_lazy("what kind of licence it is"),
    )
    field = shown(
        forms.CharField(
            label=gettext_lazy("For which field of use? (optional)"),
            help_text=gettext_lazy("For example research and teaching. Leave it empty if it is not limited."),
            max_length=500,
            required=False,
        )
    )
