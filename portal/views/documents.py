"""The documents that were filed about a right, for whoever may open them: the public, parties, or their giver."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from core.design.attachment import as_attachment, picture_of
from core.files import is_drawn
from portal.shown.addresses import in_address, right_address
from portal.views.then import published
from transactions.open_documents import NotOpen, documents_about, open_document


@never_cache
@require_safe
def documents(request: SiteRequest, number: str) -> HttpResponse:
    """The list, newest first."""
    right = published(request, number)
    found = documents_about(right, by=request.actor, at=now())
    context = {
        "number": right.number,
        "address": in_address(right.number),
        "right": right,
        "rows": [{"one": one, "is_drawn": is_drawn(one.file)} for one in found],
        "right_page": right_address("public-right", right.number),
        "section": "find",
    }
    return TemplateResponse(request, "rights/documents.html", context)


@never_cache
@require_safe
def document(request: SiteRequest, number: str, file: UUID) -> HttpResponseBase:
    """One document as an attachment."""
    right = published(request, number)
    try:
        return as_attachment(*open_document(right, file, by=request.actor, at=now()))
    except NotOpen:
        raise Http404 from None


@never_cache
@require_safe
def picture(request: SiteRequest, number: str, file: UUID, page: int) -> HttpResponse:
    """A page of a document as a picture."""
    try:
        row, content = open_document(published(request, number), file, by=request.actor, at=now())
    except NotOpen:
        raise Http404 from None
    content.close()
    return picture_of(row, page)
