"""The office's questions: one box and one place for files for each, answered all together."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.files import ManyFilesField
from core.design.forms import GovukForm
from core.design.look import shown
from core.files import FileRefused, store
from filling.loading import filing_for
from transactions.models import Filing, Query
from transactions.registry import type_named
from transactions.services import answer_questions
from transactions.services.asking import open_queries
from transactions.workflow import CannotMove, moves_open_to


class AnswersForm(GovukForm):
    """One answer for each question, and files to go with it."""

    def __init__(self, *args: Any, queries: Sequence[Query], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queries = queries
        for query in queries:
            self.fields[f"text_{query.number}"] = _text(query)
            self.fields[f"files_{query.number}"] = _files(query)

    def texts(self) -> dict[int, str]:
        """What was answered, by the number of the question."""
        return {query.number: self.cleaned_data[f"text_{query.number}"] for query in self.queries}

    def uploads(self) -> list[tuple[int, Any]]:
        """Each file with the number of its question."""
        return [(query.number, file) for query in self.queries for file in self.cleaned_data[f"files_{query.number}"]]


@never_cache
@require_http_methods(["GET", "POST"])
def questions_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the answers, or sends them."""
    filing = filing_for(request, reference)
    if "answer" not in {move.name for move in moves_open_to(request.actor, filing)}:
        return redirect("filing", reference=filing.reference)
    form = AnswersForm(*_sent(request), queries=list(open_queries(filing)))
    if form.is_bound and form.is_valid() and _answered(request, filing, form):
        return HttpResponseRedirect(reverse("filing", args=[filing.reference]))
    context = {"filing": filing, "declared": type_named(filing.type), "form": form, "section": "filings"}
    return TemplateResponse(request, "filings/questions.html", context)


def _sent(request: SiteRequest) -> list[Any]:
    return [request.POST, request.FILES] if request.method == "POST" else []


def _answered(request: SiteRequest, filing: Filing, form: AnswersForm) -> bool:
    """Stores the files and sends everything; a file that is refused is said beside its question."""
    kept: dict[int, list[UUID]] = {}
    for number, upload in form.uploads():
        try:
            file = store(name=upload.name, content=upload.file, by=request.actor, at=now())
        except FileRefused as refusal:
            form.add_error(f"files_{number}", f"{upload.name}: {refusal}")
        else:
            kept.setdefault(number, []).append(file.reference)
    if form.errors:
        return False
    with suppress(CannotMove):  # it was answered or ended meanwhile: the filing's page says so
        answer_questions(filing, form.texts(), files=kept, by=request.actor, at=now())
    return True


def _text(query: Query) -> forms.Field:
    return shown(
        forms.CharField(
            label=f"{query.number}. {query.text}",
            max_length=5000,
            widget=forms.Textarea,
            error_messages={"required": _("Answer question %(number)s") % {"number": query.number}},
        ),
        noun=_("your answer"),
        size="m",
        count=True,
        threshold=75,
    )


def _files(query: Query) -> forms.Field:
    return shown(
        ManyFilesField(
            label=_("Documents for question %(number)s (optional)") % {"number": query.number},
            help_text=_("PDF, DOCX, ODT, JPG or PNG, each up to 25MB."),
            required=False,
        ),
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
    )
