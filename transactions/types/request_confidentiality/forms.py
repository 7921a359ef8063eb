"""The questions about a document that is to stay confidential."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from rights.standing import GivenDocument, Standing
from transactions.kind import Answers


class DocumentForm(GovukForm):
    """Which document, and why."""

    document = shown(
        forms.ChoiceField(label=gettext_lazy("Which document?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which document should stay confidential"),
    )
    reasons = shown(
        forms.CharField(
            label=gettext_lazy("Why should it stay confidential?"),
            help_text=gettext_lazy("For example prices or bank details. Only the office reads this."),
            max_length=4000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("why it should stay confidential"),
        count=True,
    )


def offer_documents(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """What the account has filed on the right, the newest first."""
    given = list(reversed(standings[0].documents or ()))
    form.fields["document"].choices = [(one.reference, _words(one)) for one in given]  # type: ignore[attr-defined]


def _words(one: GivenDocument) -> str:
    about = {"name": one.name, "day": day_words(one.filed_on), "filing": one.filing}
    return _("%(name)s, filed on %(day)s with %(filing)s") % about
