"""One message that was sent about a case, as it went out."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.messages import message_of, message_pdf
from core.clock import now
from core.pdf import can_make_pdf
from notifications.markdown import as_html
from staff.pages import here, needs
from staff.shown.messages import message_line
from staff.views.cases.loading import case_for


@never_cache
@require_GET
@needs(OfficePermission.SEE_WORK)
def message_page(request: SiteRequest, reference: str, message: str) -> HttpResponse:
    """Its words, to whom it went, and whether it arrived."""
    case = case_for(request, reference)
    found = message_of(case, message, by=here(request), at=now())
    if found is None:
        raise Http404
    context = {"case": case, "message": message_line(found), "body": as_html(found.body)}
    return TemplateResponse(request, "office/message.html", context)


@never_cache
@require_GET
@needs(OfficePermission.SEE_WORK)
def print_file(request: SiteRequest, reference: str, message: str) -> HttpResponse:
    """The same as a letter to print and post, large where the person wants that."""
    case = case_for(request, reference)
    found = message_of(case, message, by=here(request), at=now())
    if found is None or not can_make_pdf():
        raise Http404
    large = request.GET.get("large") == "yes"
    answer = HttpResponse(message_pdf(found, large=large), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.pdf"'
    return answer
