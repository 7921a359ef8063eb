"""The questions about an inventor who does not want to be named."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights.standing import Standing
from rights.statuses import PartyRole
from transactions.kind import Answers
from transactions.parties import party_choices

ADDRESS, BOTH = "address", "both"


class InventorForm(GovukForm):
    """Which inventor, and what."""

    inventor = shown(
        forms.ChoiceField(label=gettext_lazy("Which inventor?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which inventor it is about"),
    )
    what = shown(
        forms.ChoiceField(
            label=gettext_lazy("What should not be published?"),
            choices=(
                (ADDRESS, gettext_lazy("The address only")),
                (BOTH, gettext_lazy("The name and the address")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what should not be published"),
        reveals={BOTH: ("reasons",)},
    )
    reasons = shown(
        forms.CharField(
            label=gettext_lazy("Why should the name not be published?"),
            help_text=gettext_lazy("For example a danger for the inventor. Only the office reads this."),
            max_length=2000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("why the name should not be published"),
        count=True,
    )


def offer_inventors(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """The inventors on record."""
    form.fields["inventor"].choices = party_choices(standings, PartyRole.INVENTOR)  # type: ignore[attr-defined]
