"""The systems and tools of the organisation: the list, one of them, and what it did."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.api_clients.keeping import NoSuchClient, client_for, clients_of, walls_to_open
from accounts.api_clients.log import log_of_client
from accounts.api_clients.scopes import WORDS
from accounts.models import ApiClient
from accounts.organising.log import names_of
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.design.formats import pounds
from core.design.listing import listed
from portal.pages import signed_in
from portal.shown.log import verb_words, who_words

LINES = 50


@dataclass(frozen=True)
class Shown:
    """A client in words."""

    client: ApiClient
    kind: str
    allows: list[str]
    proof: str
    alone: str


@require_GET
def listing(request: SiteRequest) -> HttpResponse:
    """Every system and tool, and those that were ended."""
    actor = signed_in(request)
    context = {
        "rows": [shown(one) for one in clients_of(actor)],
        "ended": clients_of(actor, ended=True),
        "sandbox_address": settings.SANDBOX_URL,
        "section": "account",
    }
    return render(request, "systems/list.html", context)


@require_GET
def one(request: SiteRequest, reference: str) -> HttpResponse:
    """Everything about one, apart from its secret."""
    actor = signed_in(request)
    client = found(reference, actor)
    walls = [wall.name for wall in walls_to_open(actor) if wall.key in client.inside]
    return render(request, "systems/one.html", {"row": shown(client), "walls": walls, "section": "account"})


@require_GET
def log(request: SiteRequest, reference: str) -> HttpResponse:
    """What it did and what was done about it, the newest first."""
    actor = signed_in(request)
    client = found(reference, actor)
    names = names_of(actor)
    events = log_of_client(client, by=actor)
    page = listed(events, request.GET, column="at", descending=True, size=LINES)
    tools = {client.client_id: client.name}
    lines = [(one.at, who_words(one, names, tools), verb_words(one.verb), one.subject) for one in page.rows]
    context = {"client": client, "lines": lines, "listed": page, "section": "account"}
    return render(request, "systems/log.html", context)


def found(reference: str, actor: Applicant) -> ApiClient:
    """The client of the address.

    Raises:
        Http404, NotPermitted.
    """
    try:
        return client_for(reference, by=actor)
    except NoSuchClient:
        raise Http404 from None


def shown(client: ApiClient) -> Shown:
    """The client as pages show it."""
    return Shown(
        client=client,
        kind=_("System") if client.is_system else _("Tool"),
        allows=[str(words) for scope, words in WORDS.items() if scope in client.scopes],
        proof=_proof(client),
        alone=_alone(client),
    )


def _proof(client: ApiClient) -> str:
    if client.public_keys:
        return _("By signing with its own key: %(names)s") % {"names": ", ".join(k["kid"] for k in client.public_keys)}
    return _("By a secret")


def _alone(client: ApiClient) -> str:
    if not client.is_system:
        return _("No. It acts for the member who lets it, as far as their role goes, and cannot approve")
    if client.limit_pence is None:
        return _("No. It prepares, and a person sends and pays")
    return _("Yes, up to %(limit)s a day") % {"limit": pounds(client.limit_pence)}
