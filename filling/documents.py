"""The form of the documents page: many files at once, files given before, and who may see them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.files import ManyFilesField
from core.design.formats import moment_words
from core.design.forms import GovukForm
from core.design.look import shown
from core.models import StoredFile
from transactions.kind import Visibility


class DocumentsForm(GovukForm):
    """New files, or some that this account has given before."""

    document = shown(
        ManyFilesField(
            label=gettext_lazy("Upload documents"),
            help_text=gettext_lazy("PDF, DOCX, ODT, JPG or PNG, each up to 25MB. A scan or a clear photo will do."),
            required=False,
        ),
        size="m",
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
        noun=gettext_lazy("the documents"),
    )
    again = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Or use documents that you gave before"),
            choices=(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        small=True,
    )
    visibility = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who may see them?"),
            choices=(
                (Visibility.PRIVATE, gettext_lazy("Only you and the office")),
                (Visibility.PARTIES, gettext_lazy("Also everybody who is linked to the right")),
                (Visibility.REGISTER, gettext_lazy("Anyone, with the register, once it is accepted")),
            ),
            required=False,
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("who may see the documents"),
    )

    def __init__(self, *args: Any, known: Sequence[StoredFile], visibility: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].choices = [(str(one.reference), _named(one)) for one in known]  # type: ignore[attr-defined]
        self.initial.setdefault("visibility", visibility)
        if not known:
            del self.fields["again"]

    def clean_visibility(self) -> str:
        """What was chosen, else what the request itself demands."""
        return str(self.cleaned_data.get("visibility") or self.initial["visibility"])

    def clean(self) -> dict[str, Any]:
        """At least one document, in one way or the other."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("document") and not cleaned.get("again"):
            self.add_error("document", _("Select a document"))
        return cleaned

    @property
    def chosen_again(self) -> list[UUID]:
        """The files that were ticked."""
        return [UUID(one) for one in self.cleaned_data.get("again") or ()]


def _named(file: StoredFile) -> str:
    """Its name and when it was given: several may have the same name."""
    return _("%(name)s, given on %(moment)s") % {"name": file.name, "moment": moment_words(file.given_at)}
