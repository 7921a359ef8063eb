"""The question about contracts that stand against licences of right."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights.standing import Standing
from transactions.kind import Answers
from transactions.types.enter_licences_of_right.words import savings_words

NO, YES = "no", "yes"


class ContractForm(GovukForm):
    """Whether the owner is precluded by contract from granting licences (s.46(2))."""

    precluded = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does any contract keep the owner from granting licences?"),
            help_text=gettext_lazy("For example an exclusive licence, or a promise to a buyer or a lender."),
            choices=((NO, gettext_lazy("No")), (YES, gettext_lazy("Yes"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether a contract keeps the owner from granting licences"),
    )


def show_savings(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """Says above the choices what the entry means in money."""
    field = form.fields["precluded"]
    field.help_text = " ".join(filter(None, (str(field.help_text), savings_words(standings))))
