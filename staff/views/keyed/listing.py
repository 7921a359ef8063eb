"""What staff have begun to key in and not sent yet."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from casework.keyed import unfinished
from staff.pages import here, needs
from staff.shown.requests import request_lines
from staff.views.keyed import KEY_IN


@never_cache
@require_GET
@needs(KEY_IN)
def keyed_list(request: SiteRequest) -> HttpResponse:
    """Newest first, everybody's: a colleague may finish what another began."""
    lines = request_lines(unfinished(by=here(request)))
    return TemplateResponse(request, "office/keyed/list.html", {"lines": lines, "section": "keyed"})
