"""The questions about an error in a document."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown

SPECIFICATION, OTHER = "specification", "other"
YES, NO = "yes", "no"


class DocumentForm(GovukForm):
    """Which document, and what is wrong in it."""

    document = shown(
        forms.ChoiceField(
            label=gettext_lazy("Where is the error?"),
            choices=(
                (SPECIFICATION, gettext_lazy("In the description, the claims, the drawings or the abstract")),
                (OTHER, gettext_lazy("In another document, such as a form or a translation")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("where the error is"),
        reveals={SPECIFICATION: ("obvious",)},
    )
    obvious = shown(
        forms.ChoiceField(
            label=gettext_lazy("Is it obvious at once that nothing else could have been meant?"),
            choices=((YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether it is obvious that nothing else could have been meant"),
    )
    wrong = shown(
        forms.CharField(
            label=gettext_lazy("What does it say, and what should it say?"),
            help_text=gettext_lazy("Name the page and the line. You can give the corrected pages on the next page."),
            max_length=4000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("what it says and what it should say"),
        count=True,
    )
    field_order = ["document", "obvious", "wrong"]


class ReasonForm(GovukForm):
    """How the error came about."""

    reasons = shown(
        forms.CharField(
            label=gettext_lazy("How did the error come about, and what shows what was meant?"),
            max_length=4000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("how the error came about"),
        count=True,
    )
