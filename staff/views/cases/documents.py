"""Documents of a request, to download and page by page as pictures; every look is in the audit log."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.documents import document_of, note_read
from core.clock import now
from core.design.attachment import attachment, picture_of
from core.models import StoredFile
from staff.pages import here, needs
from staff.views.cases.loading import case_for


@never_cache
@require_safe
@needs(OfficePermission.SEE_WORK)
def document(request: SiteRequest, reference: str, file: UUID) -> HttpResponseBase:
    """One document as an attachment."""
    row = _given(request, reference, file)
    return attachment(row.reference, by=here(request))


@never_cache
@require_safe
@needs(OfficePermission.SEE_WORK)
def picture(request: SiteRequest, reference: str, file: UUID, page: int) -> HttpResponse:
    """One page of a document."""
    return picture_of(_given(request, reference, file), page)


def _given(request: SiteRequest, reference: str, file: UUID) -> StoredFile:
    case, by = case_for(request, reference), here(request)
    row = document_of(case, file, by=by)
    if row is None:
        raise Http404
    note_read(case, row, by=by, at=now())
    return row
