"""One search over everything: rights, cases, requests and accounts."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.searching import TooShort, search
from core.clock import now
from core.days import legal_day
from staff.pages import here, needs
from staff.shown.cases import lines
from staff.shown.requests import request_lines


@require_GET
@needs(OfficePermission.SEE_WORK)
def search_page(request: SiteRequest) -> HttpResponse:
    """What the text means, or how to search."""
    text, by = request.GET.get("q", "").strip(), here(request)
    context: dict[str, object] = {"text": text, "section": "search"}
    if text:
        try:
            found = search(text, by=by)
        except TooShort:
            problem = _("Enter at least 3 letters or digits")
            context |= {"problem": problem, "problem_list": [{"text": problem, "href": "#q"}]}
        else:
            context |= {"found": found, "lines": lines(found.cases, on=legal_day(now()))}
            context["requests"] = request_lines(found.filings)
    return TemplateResponse(request, "office/search.html", context)
