"""Writes a note about a case, for staff only."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.colleagues import everybody
from casework.noting import EmptyNote, write_note
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for

NOTE = Act(_("Write a note"), _("Keep the note"))


class NoteForm(GovukForm):
    """What to note, and whom to ask for a look."""

    text = shown(
        forms.CharField(
            label=_("Your note"),
            help_text=_("Only staff read it. It cannot be changed afterwards."),
            max_length=5000,
            widget=forms.Textarea,
        ),
        noun=_("your note"),
        size="m",
    )
    to = shown(
        forms.MultipleChoiceField(
            label=_("Who should look at it? (optional)"), required=False, widget=forms.CheckboxSelectMultiple
        ),
        small=True,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.NOTE)
def note_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the note, and keeps it."""
    case, by = case_for(request, reference), here(request)
    form = NoteForm(request.POST or None)
    form.fields["to"].choices = [(str(one.pk), one.name) for one in everybody(by=by)]  # type: ignore[attr-defined]

    def keep(said: dict[str, Any]) -> None:
        write_note(case, said["text"], to=[UUID(one) for one in said["to"]], by=by, at=now())

    return act_page(request, case, form, NOTE, keep, refusals={EmptyNote: "text"})
