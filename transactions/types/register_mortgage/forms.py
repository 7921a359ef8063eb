"""What was given as security."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from transactions.forms.parties import ShareField

WHOLE, SHARE = "whole", "share"


class WhatForm(GovukForm):
    """The whole right, or a share of one of its owners."""

    extent = shown(
        forms.ChoiceField(
            label=gettext_lazy("What does the security cover?"),
            choices=(
                (WHOLE, gettext_lazy("The whole right, by all its owners")),
                (SHARE, gettext_lazy("A share in it, by one owner")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what the security covers"),
        hidden_label=True,
        hints={SHARE: gettext_lazy("All other owners have to agree. We ask them.")},
        reveals={SHARE: ("party", "share")},
    )
    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which owner?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which owner gave a share as security"),
    )
    share = shown(
        ShareField(
            label=gettext_lazy("What share of the whole right?"),
            help_text=gettext_lazy("For example 1/4 or 25%. Everything that one of two equal owners has is 1/2."),
        ),
        noun=gettext_lazy("the share"),
        width="5",
    )
