"""The mailbox: the list, one message, and Notify's delivery receipts."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SiteRequest
from core.clock import now
from core.design.listing import listed
from notifications.mailbox import letters, open_letter
from notifications.markdown import as_html
from notifications.sending import is_from_notify, take_receipt
from portal.pages import signed_in

PER_PAGE = 25


@require_GET
def messages(request: SiteRequest) -> HttpResponse:
    """What was told to the organisation, newest first."""
    actor = signed_in(request)
    search = request.GET.get("q", "").strip()[:100]
    page = listed(letters(actor, search=search), request.GET, column="created_at", descending=True, size=PER_PAGE)
    context = {"listed": page, "search": search, "section": "messages"}
    return render(request, "messages/list.html", context)


@require_GET
def message(request: SiteRequest, reference: str) -> HttpResponse:
    """One message, read from now on."""
    letter = open_letter(reference, by=signed_in(request), at=now())
    if letter is None:
        raise Http404
    body = as_html(letter.body.removeprefix(f"# {letter.subject}\n"))
    return render(request, "messages/one.html", {"letter": letter, "body": body, "section": "messages"})


@csrf_exempt
@require_POST
def notify_receipt(request: HttpRequest) -> HttpResponse:
    """A delivery receipt from GOV.UK Notify; anything without its token is refused."""
    if not is_from_notify(request.headers.get("Authorization", "")):
        return HttpResponse(status=401)
    try:
        receipt = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=400)
    known = isinstance(receipt, dict) and take_receipt(receipt, at=now())
    return JsonResponse({"known": known})
