"""The account's requests for links: how each stands and what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from core.design.listing import listed
from portal.pages import signed_in
from rights.linking.listing import over, undecided
from rights.shown.link_requests import standing

PER_PAGE = 25


@require_safe
def requests(request: SiteRequest) -> HttpResponse:
    """Those that wait for somebody, or those that are over."""
    actor = signed_in(request)
    show = "over" if request.GET.get("show") == "over" else "open"
    rows = over(by=actor) if show == "over" else undecided(by=actor)
    page = listed(rows, request.GET, column="asked_at", descending=True, size=PER_PAGE)
    context = {
        "rows": [standing(one, at=now()) for one in page.rows],
        "listed": page,
        "show": show,
        "links": [
            {"text": text, "href": f"?show={key}", "current": key == show}
            for key, text in (("open", _("In progress")), ("over", _("Finished")))
        ],
        "section": "portfolio",
    }
    return render(request, "linking/requests.html", context)
