"""A customer's account as the office reads it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.accounts import NoSuchAccount, account_of
from core.clock import now
from staff.pages import here, needs
from staff.shown.links import request_rows
from staff.shown.requests import request_lines


@never_cache
@require_GET
@needs(OfficePermission.LOOK_UP_ACCOUNTS)
def account_page(request: SiteRequest, account: UUID) -> HttpResponse:
    """Its people, how much is linked, and what it asked for lately."""
    try:
        found = account_of(account, by=here(request), at=now())
    except NoSuchAccount:
        raise Http404 from None
    context = {
        "account": found,
        "requests": request_lines(found.filings),
        "asked": request_rows(found.link_requests),
        "may_key_in": allows(here(request), OfficePermission.KEY_IN),
        "may_link": allows(here(request), OfficePermission.DECIDE),
        "section": "search",
    }
    return TemplateResponse(request, "office/account.html", context)
