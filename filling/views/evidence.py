"""The page of one document that a type asks for: what was given, more, or one less; and opening what was given."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SiteRequest
from core.actor import Officer
from core.clock import now
from core.design.attachment import attachment, picture_of
from core.files import FileRefused, store
from core.models import StoredFile
from filling.addresses import address
from filling.documents import DocumentsForm
from filling.loading import filing_for
from transactions.kind import Evidence, Visibility
from transactions.models import Filing, FilingDocument
from transactions.registry import type_named
from transactions.services import give, remove
from transactions.states import UNFINISHED, State
from transactions.workflow import CannotMove

KNOWN_SHOWN = 20


@never_cache
@require_http_methods(["GET", "POST"])
def evidence_page(request: SiteRequest, reference: str, key: str) -> HttpResponse:
    """Shows what was given, or takes more files in."""
    filing = filing_for(request, reference)
    wanted = _evidence(filing, key)
    if filing.state != State.DRAFT:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    given = given_to(request, filing, wanted.key)
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    known = _known(request, given)
    form = DocumentsForm(*sent, known=known, visibility=wanted.visibility, initial={"visibility": wanted.visibility})
    if form.is_bound and form.is_valid() and _taken_in(request, filing, wanted, form):
        return HttpResponseRedirect(address(request, "filing-evidence", filing.reference, wanted.key))
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
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    return HttpResponseRedirect(address(request, "filing-evidence", filing.reference, wanted.key))


@never_cache
@require_safe
def open_document(request: SiteRequest, reference: str, file: UUID) -> HttpResponseBase:
    """A document of the filing as an attachment, which no browser runs."""
    _demand_given(request, reference, file)
    return attachment(file, by=request.actor)


@never_cache
@require_safe
def picture(request: SiteRequest, reference: str, file: UUID, page: int) -> HttpResponse:
    """A page of a document of the filing as a picture."""
    _demand_given(request, reference, file)
    return picture_of(get_object_or_404(StoredFile.objects.visible_to(request.actor), reference=file), page)


def _demand_given(request: SiteRequest, reference: str, file: UUID) -> None:
    filing = filing_for(request, reference)
    if isinstance(request.actor, Officer) and filing.state not in UNFINISHED:
        raise Http404  # from then on the case has them, where every look is noted
    documents = FilingDocument.objects.visible_to(request.actor).filter(filing=filing, removed_at=None)
    if not documents.filter(file__reference=file).exists():
        raise Http404


def given_to(request: SiteRequest, filing: Filing, key: str) -> list[FilingDocument]:
    """The documents that answer one piece of evidence, oldest first."""
    rows = FilingDocument.objects.visible_to(request.actor).filter(filing=filing, evidence=key, removed_at=None)
    return list(rows.select_related("file").order_by("given_at"))


def _known(request: SiteRequest, given: list[FilingDocument]) -> list[StoredFile]:
    """The account's latest files that this evidence does not have yet, each content once; the office has none."""
    if isinstance(request.actor, Officer):
        return []
    here = [one.file.content_hash for one in given]
    files = StoredFile.objects.visible_to(request.actor).exclude(state=StoredFile.State.INFECTED)
    latest = files.exclude(content_hash__in=here).order_by("-given_at", "-pk")[: KNOWN_SHOWN * 5]
    return list({file.content_hash: file for file in reversed(latest)}.values())[::-1][:KNOWN_SHOWN]


def _taken_in(request: SiteRequest, filing: Filing, wanted: Evidence, form: DocumentsForm) -> bool:
    """Stores and gives each file; one that is refused does not keep the others out."""
    visibility = Visibility(form.cleaned_data["visibility"])
    references, refusals = form.chosen_again, list[str]()
    for upload in form.cleaned_data["document"]:
        try:
            kept = store(
                name=upload.name,
                content=upload.file,
                by=request.actor,
                at=now(),
                organisation_id=filing.organisation_id,
            )
            references.append(kept.reference)
        except FileRefused as refusal:
            refusals.append(f"{upload.name}: {refusal}")
    for text in refusals:
        form.add_error("document", text)
    for reference in references:
        give(filing, wanted.key, reference, by=request.actor, at=now(), visibility=visibility)
    return not form.errors


def _evidence(filing: Filing, key: str) -> Evidence:
    for evidence in type_named(filing.type).evidence_for(filing.claims):
        if evidence.key == key:
            return evidence
    raise Http404
