"""Questions about what a representative may do."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown

ALL, SOME = "all", "some"
ALONE, APPROVES = "alone", "approves"


def requests() -> list[tuple[str, str]]:
    """Every request that a representative could be held to, by its name."""
    from transactions.registry import all_types  # noqa: PLC0415  the registry imports every type, and they this module

    return [(declared.slug, str(declared.title)) for declared in all_types()]


class ScopeForm(GovukForm):
    """Which requests, whether the owner approves each, and until when."""

    scope = shown(
        forms.ChoiceField(
            label=gettext_lazy("What may the representative ask for?"),
            choices=((ALL, gettext_lazy("Everything")), (SOME, gettext_lazy("Only some requests"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what the representative may ask for"),
        reveals={SOME: ("types",)},
    )
    types = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Which requests?"), choices=requests, widget=forms.CheckboxSelectMultiple
        ),
        noun=gettext_lazy("which requests the representative may make"),
        small=True,
    )
    approval = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does the owner approve each request before it counts?"),
            choices=(
                (ALONE, gettext_lazy("No, the representative acts alone")),
                (APPROVES, gettext_lazy("Yes, the owner is asked each time")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether the owner approves each request"),
        hints={APPROVES: gettext_lazy("Paying a renewal is never stopped: anyone may pay.")},
    )
    until_on = shown(
        DateInputField(
            label=gettext_lazy("Until when? (optional)"),
            help_text=gettext_lazy("The last day, for example 31 3 2028. Leave it empty if there is no end."),
            required=False,
        ),
        noun=gettext_lazy("the last day"),
    )

    def clean(self) -> dict[str, Any]:
        """Some requests are at least one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("scope") == SOME and "types" not in self.errors and not cleaned.get("types"):
            self.add_error("types", _("Select which requests the representative may make"))
        return cleaned
