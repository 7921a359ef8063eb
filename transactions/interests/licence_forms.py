"""The questions about a licence: its kind, the reason for an exclusive one, its limits, its days."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from rights.interests import Exclusivity

YES, NO, UNSAID = "yes", "no", "unsaid"


class KindForm(GovukForm):
    """Whom the licence keeps out; exclusive means even the owner (Patents Act 1977 s.130(1))."""

    exclusivity = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who may use it under the licence?"),
            choices=Exclusivity.choices,
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what kind of licence it is"),
        hints={
            Exclusivity.EXCLUSIVE: gettext_lazy("The licensee can also go to court against infringers."),
            Exclusivity.SOLE: gettext_lazy("The owner keeps using it, but licenses nobody else."),
        },
    )


class ReasonForm(GovukForm):
    """Why nobody else is to use it; told to nobody but the account and the officers who decide."""

    reason = shown(
        forms.CharField(
            label=gettext_lazy("Why is the licence exclusive?"),
            help_text=gettext_lazy("For example, the licensee has to invest before anything can be sold."),
            max_length=2000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("why the licence is exclusive"),
        count=True,
    )
    advised = shown(
        forms.ChoiceField(
            label=gettext_lazy("Did you take advice before it was agreed?"),
            choices=((YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether you took advice"),
        inline=True,
    )


class LimitsForm(GovukForm):
    """What it is for, where, and whether the licensee may pass it on."""

    field_of_use = shown(
        forms.CharField(
            label=gettext_lazy("For which field of use? (optional)"),
            help_text=gettext_lazy("For example medical devices. Leave it empty if it is not limited."),
            max_length=500,
            required=False,
        )
    )
    territory = shown(
        forms.CharField(
            label=gettext_lazy("For which territory? (optional)"),
            help_text=gettext_lazy("For example Scotland. Leave it empty if it is for the whole United Kingdom."),
            max_length=250,
            required=False,
        ),
        width="two-thirds",
    )
    sublicensing = shown(
        forms.ChoiceField(
            label=gettext_lazy("May the licensee license others?"),
            choices=(
                (YES, gettext_lazy("Yes")),
                (NO, gettext_lazy("No")),
                (UNSAID, gettext_lazy("The document does not say, or it is not to be told")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether the licensee may license others"),
    )


class DatesForm(GovukForm):
    """When it was signed, and from when until when it runs."""

    signed_on = shown(
        DateInputField(
            label=gettext_lazy("When was the document signed?"),
            help_text=gettext_lazy("For example, 27 3 2024. If several people signed, the day of the last signature."),
        ),
        noun=gettext_lazy("the date on the document"),
    )
    from_on = shown(
        DateInputField(
            label=gettext_lazy("From when does the licence run? (optional)"),
            help_text=gettext_lazy("Leave it empty if it runs from the day on which it was signed."),
            required=False,
        ),
        noun=gettext_lazy("the first day of the licence"),
    )
    until_on = shown(
        DateInputField(
            label=gettext_lazy("Until when does it run? (optional)"),
            help_text=gettext_lazy("Its last day. Leave it empty if the document names none."),
            required=False,
        ),
        noun=gettext_lazy("the last day of the licence"),
    )

    def clean(self) -> dict[str, Any]:
        """A licence does not end before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first = cleaned.get("from_on") or cleaned.get("signed_on")
        last = cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day of the licence must be on or after its first day"))
        return cleaned
