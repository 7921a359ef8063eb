"""The webhooks of a system: where it is called, what it was told, and pausing, ending and telling again."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import ApiClient
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.listing import listed
from notifications.models import Delivery, Webhook
from notifications.webhooks import keeping
from notifications.webhooks.kinds import EventKind
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from portal.views.systems.showing import found

LINES = 50
AGAIN = timedelta(days=1)
TONES = {"delivered": "good", "waiting": "info", "failed": "bad"}


@require_GET
def listing(request: SiteRequest, reference: str) -> HttpResponse:
    """Each with how it stands."""
    actor = signed_in(request)
    client = found(reference, actor)
    rows = [(row, _stands(row), _events(row)) for row in _webhooks(client, actor)]
    return render(request, "systems/webhooks.html", {"client": client, "rows": rows, "section": "account"})


@require_GET
def one(request: SiteRequest, reference: str, webhook: str) -> HttpResponse:
    """What it was told in the last 30 days, the latest first."""
    actor = signed_in(request)
    client = found(reference, actor)
    hook = _webhook(webhook, client, actor)
    told = Delivery.objects.visible_to(actor).filter(webhook=hook)
    page = listed(told, request.GET, column="created_at", descending=True, size=LINES)
    lines = [(row, EventKind(row.kind).label, _came(row), TONES[row.state]) for row in page.rows]
    context = {"client": client, "hook": hook, "stands": _stands(hook), "lines": lines, "listed": page}
    return render(request, "systems/webhook.html", context | {"events": _events(hook), "section": "account"})


@require_POST
def act(request: SiteRequest, reference: str, webhook: str, what: str) -> HttpResponse:
    """One of the buttons."""
    actor = signed_in(request)
    client = found(reference, actor)
    hook, at = _webhook(webhook, client, actor), now()
    here = reverse("webhook", args=[client.reference, hook.reference])
    if what in ("pause", "go-on"):
        keeping.change(hook, is_paused=what == "pause", by=actor, at=at)
        return stored(request, _("The webhook is paused.") if what == "pause" else _("The pause is over."), here)
    if what == "again":
        keeping.send_again_since(hook, at - AGAIN, by=actor, at=at)
        return stored(request, _("Everything of the last 24 hours is on its way again."), here)
    raise Http404


@require_http_methods(["GET", "POST"])
def end(request: SiteRequest, reference: str, webhook: str) -> HttpResponse:
    """Ends it, after one more question."""
    actor = signed_in(request)
    client = found(reference, actor)
    hook = _webhook(webhook, client, actor)
    if request.method == "POST":
        keeping.end(hook, by=actor, at=now())
        return stored(request, _("The webhook was ended."), reverse("system-webhooks", args=[client.reference]))
    intro = _("It is called no more. The system can make a new one, and finds everything by asking until then.")
    back, button = reverse("webhook", args=[client.reference, hook.reference]), _("End it")
    classes = "govuk-button--warning"
    return question(
        request, GovukForm(), title=_("End the webhook"), intro=intro, button=button, button_classes=classes, back=back
    )


def _webhooks(client: ApiClient, actor: Applicant) -> list[Webhook]:
    return list(keeping.webhooks_of(actor).filter(client=client).order_by("created_at", "pk"))


def _webhook(reference: str, client: ApiClient, actor: Applicant) -> Webhook:
    row = keeping.webhooks_of(actor).filter(client=client, reference=reference).first()
    if row is None:
        raise Http404
    return row


def _stands(row: Webhook) -> tuple[str, str]:
    """In words, and the colour of its tag."""
    if row.paused_at is not None:
        return _("Paused"), "neutral"
    return (_("Failing"), "bad") if row.failing_since is not None else (_("In use"), "good")


def _events(row: Webhook) -> list[str]:
    return [str(EventKind(kind).label) for kind in row.events]


def _came(row: Delivery) -> str:
    if row.state == Delivery.State.DELIVERED:
        return _("Arrived")
    return _("Given up") if row.state == Delivery.State.FAILED else _("On its way")
