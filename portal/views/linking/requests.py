"""The account's requests for links: how each stands and what to do next."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from core.design.paging import numbered
from portal.pages import signed_in
from portal.views.linking.standing import standing
from rights.linking.listing import undecided_first

PER_PAGE = 25


@require_safe
def requests(request: SiteRequest) -> HttpResponse:
    """All of them, those that wait for somebody first."""
    page = Paginator(undecided_first(by=signed_in(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [standing(one, at=now()) for one in page],
        "page": page,
        "paging": numbered(page.number, page.paginator.num_pages, partial(str.format, "?page={}")),
        "section": "portfolio",
    }
    return render(request, "linking/requests.html", context)
