"""The page of one document that a type asks for: what was given, one more, or one less."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.files import FileRefused, store
from portal.views.filings.loading import filing_for
from transactions.kind import Evidence
from transactions.models import Filing, FilingDocument
from transactions.registry import type_named
from transactions.services import give, remove
from transactions.states import State
from transactions.workflow import CannotMove


class DocumentForm(GovukForm):
    """One file."""

    document = shown(
        forms.FileField(
            label=_("Upload a document"),
            help_text=_("A PDF, DOCX, ODT, JPG or PNG up to 25MB. A scan or a clear photo will do."),
            error_messages={"required": _("Select the document")},
        ),
        size="m",
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
    )


@never_cache
@require_http_methods(["GET", "POST"])
def evidence_page(request: SiteRequest, reference: str, key: str) -> HttpResponse:
    """Shows what was given, or takes one more file in."""
    filing = filing_for(request, reference)
    wanted = _evidence(filing, key)
    if filing.state != State.DRAFT:
        return redirect("filing", reference=filing.reference)
    form = DocumentForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_bound and form.is_valid() and _taken_in(request, filing, wanted, form):
        return HttpResponseRedirect(reverse("filing-evidence", args=[filing.reference, wanted.key]))
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "evidence": wanted,
        "form": form,
        "given": given_to(request, filing, wanted.key),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/evidence.html", context)


@require_POST
def remove_document(request: SiteRequest, reference: str, key: str, file: UUID) -> HttpResponse:
    """Takes a document out of the draft."""
    filing = filing_for(request, reference)
    wanted = _evidence(filing, key)
    try:
        remove(filing, file, by=request.actor, at=now())
    except CannotMove:
        return redirect("filing", reference=filing.reference)
    return redirect("filing-evidence", reference=filing.reference, key=wanted.key)


def given_to(request: SiteRequest, filing: Filing, key: str) -> list[FilingDocument]:
    """The documents that answer one piece of evidence, oldest first."""
    rows = FilingDocument.objects.visible_to(request.actor).filter(filing=filing, evidence=key, removed_at=None)
    return list(rows.select_related("file").order_by("given_at"))


def _taken_in(request: SiteRequest, filing: Filing, wanted: Evidence, form: DocumentForm) -> bool:
    upload = form.cleaned_data["document"]
    try:
        kept = store(name=upload.name, content=upload.file, by=request.actor, at=now())
        give(filing, wanted.key, kept.reference, by=request.actor, at=now())
    except FileRefused as refusal:
        form.add_error("document", str(refusal))
        return False
    return True


def _evidence(filing: Filing, key: str) -> Evidence:
    for evidence in type_named(filing.type).evidence_for(filing.claims):
        if evidence.key == key:
            return evidence
    raise Http404
