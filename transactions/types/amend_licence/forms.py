"""Whether a licence has other holders, and its terms as the register has them, to be changed."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights.interests import Nature, Terms
from rights.standing import Standing
from transactions.interests.choosing import chosen
from transactions.interests.licence_forms import NO, UNSAID, YES
from transactions.kind import Answers

SAME, NEW = "same", "new"


class WhoForm(GovukForm):
    """The same holders, or others."""

    holders = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who has the licence now?"),
            choices=(
                (SAME, gettext_lazy("The same as on the register")),
                (NEW, gettext_lazy("Somebody else, or somebody more")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("who has the licence now"),
        hints={NEW: gettext_lazy("For example because it was passed on. You then name all who have it now.")},
    )


def fill_in(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """What the register says of the licence, in those fields that the page has."""
    one = chosen(answers, standings[0], Nature.LICENCE) if standings else None
    if one is not None:
        form.initial = {name: value for name, value in _told(one.terms).items() if name in form.fields}


def _told(terms: Terms) -> dict[str, object]:
    limits: dict[str, object] = {"field_of_use": terms.field_of_use, "territory": terms.territory}
    sublicensing = {True: YES, False: NO, None: UNSAID}[terms.sublicensing]
    days = {"from_on": terms.from_on, "until_on": terms.until_on}
    return {"exclusivity": terms.exclusivity, "sublicensing": sublicensing, **limits, **days}
