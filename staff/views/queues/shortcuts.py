"""The list of keyboard shortcuts, which a script offers beside the links and buttons of every page."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from staff.pages import needs

SHORTCUTS = [
    ("W", _("My work")),
    ("V", _("Available work")),
    ("T", _("Teams")),
    ("A", _("All work")),
    ("S", _("Search")),
    ("N", _("Take the next case, or the case on the page")),
    ("R", _("Release the case on the page")),
]


@require_GET
@needs(OfficePermission.SEE_WORK)
def shortcuts_page(request: SiteRequest) -> HttpResponse:
    """Every letter with what it does."""
    return TemplateResponse(request, "office/shortcuts.html", {"shortcuts": SHORTCUTS})
