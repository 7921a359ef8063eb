"""The account's filings: drafts to go on with, open ones, and those that ended."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from core.actor import Applicant
from core.design.listing import listed
from portal.pages import signed_in
from portal.views.filings.together import names_in
from transactions.consents.listing import waiting_for
from transactions.models import Filing, FilingRight
from transactions.progress import progress
from transactions.registry import NoSuchType, type_named
from transactions.states import ENDED, OPEN, State
from transactions.telling import listed as in_words

PER_PAGE = 25
TABS = {
    "open": (_("In progress"), OPEN),
    "ended": (_("Finished"), ENDED),
}


@require_GET
def filings(request: SiteRequest) -> HttpResponse:
    """One page of the list."""
    actor = signed_in(request)
    tab = request.GET.get("show", "open")
    tab = tab if tab in TABS else "open"
    rows = Filing.objects.visible_to(actor).filter(state__in=TABS[tab][1])
    page = listed(rows, request.GET, column="changed_at", descending=True, size=PER_PAGE)
    context = {
        "rows": _lines(actor, page.rows),
        "listed": page,
        "links": [
            {"text": text, "href": f"?show={key}", "current": key == tab} for key, (text, _states) in TABS.items()
        ],
        "to_agree": waiting_for(actor),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/list.html", context)


def _lines(actor: Applicant, filings: list[Filing]) -> list[dict[str, object]]:
    """Each filing with its title, rights and state; one query for the numbers of all."""
    numbers, names = _numbers(actor, filings), names_in(actor)
    return [
        {
            "filing": one,
            "title": _title(one),
            "numbers": in_words(numbers.get(one.pk, [])),
            "assigned": names.get(one.assigned_to, "") if one.assigned_to and one.state == State.DRAFT else "",
            "progress": progress(one),
        }
        for one in filings
        if _title(one)
    ]


def _title(filing: Filing) -> object:
    try:
        return type_named(filing.type).title
    except NoSuchType:
        return ""


def _numbers(actor: Applicant, filings: list[Filing]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = FilingRight.objects.visible_to(actor).filter(filing__in=filings)
    for filing_id, number in rows.values_list("filing_id", "right__number"):
        found.setdefault(filing_id, []).append(number)
    return found
