"""The signed authority that came with a request for a link, to download."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.link_requests import request_for
from core.design.attachment import attachment
from staff.pages import here, needs
from staff.views.cases.loading import case_for


@require_GET
@needs(OfficePermission.SEE_WORK)
def authority_file(request: SiteRequest, reference: str) -> HttpResponseBase:
    """The document, or 404 where none came."""
    case = case_for(request, reference)
    found = request_for(case, by=here(request)).authority if case.kind == "link-request" else None
    if found is None:
        raise Http404
    return attachment(found.reference, by=here(request))
