"""The questions about a wrong entry."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from rights import facts
from rights.standing import Standing
from transactions.corrections import chosen_entry, entry_choices
from transactions.kind import Answers

REMOVE, DAY, OWNERS, TITLE = "remove", "day", "owners", "title"
OF_OWNERS = (facts.ProprietorsChanged, facts.ApplicantsStated)
KINDS = (
    *OF_OWNERS,
    facts.AgentChanged,
    facts.PartyRenamed,
    facts.TitleChanged,
    facts.InterestRegistered,
    facts.InterestAmended,
    facts.InterestEnded,
    facts.LicenceOfRightEntered,
    facts.LicenceOfRightCancelled,
    facts.Ceased,
)


class EntryForm(GovukForm):
    """Which entry, and why it is wrong."""

    entry = shown(
        forms.ChoiceField(label=gettext_lazy("Which entry is wrong?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which entry is wrong"),
    )
    reasons = shown(
        forms.CharField(
            label=gettext_lazy("What is wrong with it, and how do you know?"),
            max_length=2000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("what is wrong with it"),
        count=True,
    )


class InsteadForm(GovukForm):
    """What should stand in its place."""

    instead = shown(
        forms.ChoiceField(
            label=gettext_lazy("What should stand there instead?"),
            choices=(
                (REMOVE, gettext_lazy("Nothing: it should not have been entered")),
                (DAY, gettext_lazy("The same with another day")),
                (OWNERS, gettext_lazy("Other owners")),
                (TITLE, gettext_lazy("Another title")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("what should stand there instead"),
        reveals={DAY: ("day",), TITLE: ("title",)},
    )
    day = shown(
        DateInputField(
            label=gettext_lazy("From which day did it take effect?"), help_text=gettext_lazy("For example, 27 3 2024")
        ),
        noun=gettext_lazy("the day"),
    )
    title = shown(
        forms.CharField(label=gettext_lazy("The right title"), max_length=500), noun=gettext_lazy("the right title")
    )


def offer_entries(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """The entries of the right that can be corrected here."""
    form.fields["entry"].choices = entry_choices(standings, KINDS)  # type: ignore[attr-defined]


def offer_what_fits(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """Only what the chosen entry says can be said otherwise."""
    told = chosen_entry(standings[0], str(answers.get("entry", {}).get("entry", "")))
    fact = told.fact if told else None
    fits = {REMOVE, DAY}
    fits |= {OWNERS} if isinstance(fact, OF_OWNERS) else set()
    fits |= {TITLE} if isinstance(fact, facts.TitleChanged) else set()
    field = form.fields["instead"]
    field.choices = [choice for choice in field.choices if choice[0] in fits]  # type: ignore[attr-defined]
