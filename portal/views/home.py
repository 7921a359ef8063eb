"""The account's home: what needs doing, what to pay next, and the latest requests."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.actor import Actor
from core.clock import now
from core.days import legal_day
from notifications.mailbox import unread
from portal.pages import signed_in
from portal.shown.figures import MESSAGES_COUNTED_TO, figures, with_requests
from portal.shown.portfolio import rows
from portal.shown.requests import RequestLine, request_lines
from portal.shown.waiting import waiting
from rights.linking.listing import undecided
from rights.portfolio import View, counted, needs_doing, soonest
from transactions.models import Filing
from transactions.states import UNFINISHED

RECENT = 5


@require_safe
def home(request: SiteRequest) -> HttpResponse:
    """One look at everything that waits."""
    actor, on = signed_in(request), legal_day(now())
    to_finish = Filing.objects.visible_to(actor).filter(state__in=UNFINISHED)[: MESSAGES_COUNTED_TO + 1].count()
    has_rights = counted(actor, View(), on=on, at_most=0) > 0
    shown = with_requests(figures(needs_doing(actor, on=on), unread=unread(actor)), to_finish=to_finish)
    context = {
        "section": "home",
        "has_rights": has_rights,
        "waiting": list(waiting(actor, at=now())),
        "is_linking": undecided(by=actor).exists(),
        "figures": shown if has_rights else [one for one in shown if one.tone],
        "pressing": rows(soonest(actor, on=on, at_most=RECENT), on=on),
        "requests": _recent(actor),
    }
    return render(request, "home/home.html", context)


def _recent(actor: Actor) -> list[RequestLine]:
    return request_lines(Filing.objects.visible_to(actor).order_by("-changed_at", "-pk")[:RECENT])
