"""The questions about a new name."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from rights.standing import Standing
from transactions.forms.instruments import day_of
from transactions.kind import Answers

SAME, ANOTHER = "same", "another"


class WhoForm(GovukForm):
    """Which of the owners."""

    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which owner has a new name?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which owner has a new name"),
    )
    same = shown(
        forms.ChoiceField(
            label=gettext_lazy("Is it still the same person or company?"),
            choices=(
                (SAME, gettext_lazy("Yes, only the name is new")),
                (ANOTHER, gettext_lazy("No, it is another person, or a company with another number")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether it is still the same person or company"),
        hints={SAME: gettext_lazy("A company keeps its company number when it changes its name.")},
    )


class NameForm(GovukForm):
    """The new name and since when."""

    name = shown(
        forms.CharField(label=gettext_lazy("New name"), max_length=200),
        noun=gettext_lazy("the new name"),
        spellcheck=False,
    )
    since_on = shown(
        DateInputField(label=gettext_lazy("Since when?"), help_text=gettext_lazy("For example, 27 3 2024")),
        noun=gettext_lazy("the day of the new name"),
    )


def fill_in(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """What Companies House says, to be confirmed."""
    company = answers.get("companies-house", {})
    if not company:
        return
    form.fields["name"].initial = form.initial["name"] = company["name"]
    former = company["former_names"][0] if company["former_names"] else None
    until = day_of(former["until_on"]) if former else None
    if former and until:
        form.initial["since_on"] = until
        words = {"was": former["name"], "now": company["name"], "day": day_words(until)}
        text = _("Companies House says that %(was)s became %(now)s on %(day)s. Change it if that is not what you mean.")
    else:
        words, text = (
            {"now": company["name"]},
            _("Companies House knows the name %(now)s and no earlier one."),
        )
    form.fields["name"].help_text = text % words
