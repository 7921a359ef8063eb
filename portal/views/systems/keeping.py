"""Making a system or tool, saying anew what it may do, its secret and public keys, and ending it."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import typed
from accounts.api_clients import keeping
from accounts.api_clients.public_keys import KeyUnreadable, read_keys
from accounts.api_clients.redirects import BadRedirect
from accounts.models import ApiClient
from accounts.organising.roles import demand_manager
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from portal.views.systems.forms import ClientForm, KeysForm, SystemForm, ToolForm, said_of
from portal.views.systems.once import show_once
from portal.views.systems.showing import found


@never_cache
@require_http_methods(["GET", "POST"])
def new_system(request: SiteRequest) -> HttpResponse:
    """A system that acts in its own name."""
    return _make(request, SystemForm, is_system=True)


@never_cache
@require_http_methods(["GET", "POST"])
def new_tool(request: SiteRequest) -> HttpResponse:
    """A tool that acts for the member who lets it."""
    return _make(request, ToolForm, is_system=False)


def _make(request: SiteRequest, kind: type[SystemForm | ToolForm], *, is_system: bool) -> HttpResponse:
    actor = signed_in(request)
    demand_manager(actor)
    form = kind(request.POST if request.method == "POST" else None, by=actor)
    if form.is_bound and form.is_valid():
        try:
            client, secret = keeping.make_client(form.wanted(), is_system=is_system, by=actor, at=now())
        except (keeping.TooManyClients, BadRedirect) as problem:
            form.add_error("redirects" if isinstance(problem, BadRedirect) else None, str(problem))
        else:
            return _shown_once(request, client, secret)
    system = _("A system is a program of your organisation that works by itself, like a docketing system.")
    tool = _("A tool is a program with which people work. Each person lets it act for them, and can stop it.")
    title, intro = (_("New system"), system) if is_system else (_("New tool"), tool)
    return question(request, form, title=title, intro=intro, button=_("Continue"), back=reverse("systems"))


@require_http_methods(["GET", "POST"])
def change(request: SiteRequest, reference: str) -> HttpResponse:
    """Says anew who it is and what it may do."""
    actor = signed_in(request)
    client = _in_use(reference, actor)
    kind = SystemForm if client.is_system else ToolForm
    form: ClientForm = kind(request.POST if request.method == "POST" else None, by=actor, initial=said_of(client))
    if form.is_bound and form.is_valid():
        try:
            keeping.change_client(client, form.wanted(), by=actor, at=now())
        except BadRedirect as problem:
            form.add_error("redirects", str(problem))
        else:
            return stored(request, _("Your choice is stored."), _address(client))
    title = _("Change %(name)s") % {"name": client.name}
    return question(request, form, title=title, button=_("Save"), back=_address(client))


@never_cache
@require_http_methods(["GET", "POST"])
def new_secret(request: SiteRequest, reference: str) -> HttpResponse:
    """A new secret, shown on the next page and never again."""
    actor = signed_in(request)
    client = _in_use(reference, actor)
    if request.method == "POST":
        return _shown_once(request, client, keeping.new_secret(client, by=actor, at=now()))
    intro = _(
        "Its present secret, public keys and tokens end at once. It is refused until whoever looks after it gives it "
        "the new secret."
    )
    title = _("Make a new secret for %(name)s") % {"name": client.name}
    return question(
        request, GovukForm(), title=title, intro=intro, button=_("Make a new secret"), back=_address(client)
    )


@require_http_methods(["GET", "POST"])
def keys(request: SiteRequest, reference: str) -> HttpResponse:
    """The public keys by which it proves itself instead of a secret."""
    actor = signed_in(request)
    client = _in_use(reference, actor)
    form = KeysForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            keeping.keep_keys(client, read_keys(form.cleaned_data["keys"]), by=actor, at=now())
        except KeyUnreadable as problem:
            form.add_error("keys", str(problem))
        else:
            words = _("The public keys are stored. The secret is good for nothing any more.")
            return stored(request, words, _address(client))
    intro = _(
        "It signs with a private key that never leaves it (private_key_jwt), and needs no secret. These keys take the "
        "place of all that it has now: its present secret, keys and tokens end at once."
    )
    title = _("Public keys of %(name)s") % {"name": client.name}
    return question(request, form, title=title, intro=intro, button=_("Save"), back=_address(client))


@require_http_methods(["GET", "POST"])
def end(request: SiteRequest, reference: str) -> HttpResponse:
    """Ends it for good."""
    actor = signed_in(request)
    client = _in_use(reference, actor)
    if request.method == "POST":
        keeping.revoke(client, by=actor, at=now())
        return stored(request, _("%(name)s was ended") % {"name": client.name}, reverse("systems"))
    intro = _(
        "All its tokens end at once, and it can never sign in again. What it did stays. To let the program in again, "
        "make a new system or tool."
    )
    title, button = _("End %(name)s") % {"name": client.name}, _("End it")
    classes, back = "govuk-button--warning", _address(client)
    return question(request, GovukForm(), title=title, intro=intro, button=button, button_classes=classes, back=back)


def _shown_once(request: SiteRequest, client: ApiClient, secret: str) -> HttpResponse:
    """On to the page with the secret; what was typed before a fresh sign-in is done with."""
    typed.forget_typed(by=signed_in(request), path=request.path)
    return show_once(request, client, secret)


def _in_use(reference: str, actor: Applicant) -> ApiClient:
    client = found(reference, actor)
    if client.revoked_at is not None:
        raise Http404
    return client


def _address(client: ApiClient) -> str:
    return reverse("system", kwargs={"reference": client.reference})
