"""Sends more about a request that the office has: evidence that follows, or a message."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.files import ManyFilesField
from core.design.forms import GovukForm
from core.design.look import shown
from core.files import FileRefused, store
from filling.loading import filing_for
from transactions.models import Filing
from transactions.registry import type_named
from transactions.sending_more import may_send_more, send_more
from transactions.workflow import CannotMove


class MoreForm(GovukForm):
    """Words, documents, or both."""

    text = shown(
        forms.CharField(
            label=gettext_lazy("What do you want to tell us? (optional)"),
            max_length=5000,
            required=False,
            widget=forms.Textarea,
        ),
        size="m",
        count=True,
        threshold=75,
    )
    document = shown(
        ManyFilesField(
            label=gettext_lazy("Documents (optional)"),
            help_text=gettext_lazy("PDF, DOCX, ODT, JPG or PNG, each up to 25MB."),
            required=False,
        ),
        size="m",
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("text", "").strip() and not cleaned.get("document"):
            self.add_error("text", _("Enter a message or select a document"))
        return cleaned


@never_cache
@require_http_methods(["GET", "POST"])
def more_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks, or sends."""
    filing = filing_for(request, reference)
    if request.method == "GET" and not may_send_more(request.actor, filing):
        return redirect("filing", reference=filing.reference)
    form = MoreForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_bound and form.is_valid() and _sent(request, filing, form):
        return HttpResponseRedirect(reverse("filing", args=[filing.reference]))
    context = {"filing": filing, "declared": type_named(filing.type), "form": form, "section": "filings"}
    return TemplateResponse(request, "filings/more.html", context)


def _sent(request: SiteRequest, filing: Filing, form: MoreForm) -> bool:
    kept: list[UUID] = []
    for upload in form.cleaned_data["document"]:
        try:
            kept.append(store(name=upload.name, content=upload.file, by=request.actor, at=now()).reference)
        except FileRefused as refusal:
            form.add_error("document", f"{upload.name}: {refusal}")
    if form.errors:
        return False
    try:
        send_more(filing, form.cleaned_data["text"], files=kept, by=request.actor, at=now())
    except CannotMove as refusal:  # it was decided meanwhile: what was typed stays on the page
        form.add_error("text", str(refusal))
    return not form.errors
