"""Keeping a client file: what it says, its people, its patents, and to whom it is open."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.organising.teams import NobodyInside, teams_of
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.formats import counted
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.clients.loading import file_for
from portal.views.organisations.asking import question, stored
from portal.views.organisations.teams import PeopleForm
from rights.clients import files
from rights.clients.placing import NotYours, numbers_in, place_numbers
from rights.models import ClientContact, ClientFile


class FileForm(GovukForm):
    """What a client file says."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the client"), max_length=60),
        noun=gettext_lazy("the client’s name"),
        width="two-thirds",
        size="s",
    )
    billing_reference = shown(
        forms.CharField(
            label=gettext_lazy("Billing reference (optional)"),
            help_text=gettext_lazy("It stands on receipts, statements and exports."),
            max_length=60,
            required=False,
        ),
        width="20",
        size="s",
        spellcheck=False,
    )
    team = shown(forms.ChoiceField(label=gettext_lazy("Team (optional)"), required=False), size="s")
    needs_approval = shown(
        forms.ChoiceField(
            label=gettext_lazy("Must the client approve what you send for them?"),
            help_text=gettext_lazy("We ask the owner in their own account, or at the contact on record."),
            choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select whether the client must approve what you send")},
        ),
        size="s",
    )
    notes = shown(
        forms.CharField(label=gettext_lazy("Notes (optional)"), max_length=2000, required=False, widget=forms.Textarea),
        rows=4,
        size="s",
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(team.key, team.name) for team in teams_of(by)]
        self.fields["team"].choices = [("", _("No team")), *teams]  # type: ignore[attr-defined]

    def told(self) -> files.Told:
        """What was typed."""
        given = self.cleaned_data
        return files.Told(
            given["name"], given["billing_reference"], given["notes"], given["team"], given["needs_approval"] == "yes"
        )


class ContactForm(GovukForm):
    """Somebody at the client."""

    name = shown(forms.CharField(label=gettext_lazy("Name"), max_length=200), noun=gettext_lazy("their name"), size="s")
    role = shown(
        forms.CharField(label=gettext_lazy("What they do (optional)"), max_length=100, required=False), size="s"
    )
    email = shown(
        forms.EmailField(label=gettext_lazy("Email address (optional)"), max_length=254, required=False), size="s"
    )
    phone = shown(forms.CharField(label=gettext_lazy("Phone (optional)"), max_length=40, required=False), size="s")


class PlaceForm(GovukForm):
    """Which patents belong to the file."""

    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Which patents?"),
            help_text=gettext_lazy(
                "Type or paste numbers, one on a line or with commas between. They must be linked to your account."
            ),
            widget=forms.Textarea,
            max_length=200_000,
            error_messages={"required": gettext_lazy("Enter at least one patent number")},
        ),
        rows=8,
        size="s",
        spellcheck=False,
    )


class WallForm(PeopleForm):
    """To whom the file is open."""

    closed = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who may see this client file?"),
            help_text=gettext_lazy(
                "If you close it, the file, its patents, requests, payments and messages are there for the people you "
                "name and for nobody else, administrators included."
            ),
            choices=[
                ("no", gettext_lazy("Everybody who may see its team’s files")),
                ("yes", gettext_lazy("Only the people I name")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select who may see this client file")},
        ),
        reveals={"yes": ("people",)},
        size="m",
    )
    field_order = ("closed", "people")


@require_http_methods(["GET", "POST"])
def new(request: SiteRequest) -> HttpResponse:
    """Opens a client file."""
    actor = signed_in(request)
    form = FileForm(request.POST if request.method == "POST" else None, by=actor, initial={"needs_approval": "no"})
    if form.is_bound and form.is_valid():
        made = files.open_file(form.told(), by=actor, at=now())
        return stored(request, _("The client file is open"), reverse("client", args=[made.reference]))
    title = _("Open a client file")
    return question(request, form, title=title, button=_("Save"), back=reverse("clients"), section="clients")


@require_http_methods(["GET", "POST"])
def change(request: SiteRequest, reference: str) -> HttpResponse:
    """Changes what the file says."""
    file, actor = file_for(request, reference)
    initial = {
        "name": file.name,
        "billing_reference": file.billing_reference,
        "team": file.team_key,
        "needs_approval": "yes" if file.needs_approval else "no",
        "notes": file.notes,
    }
    form = FileForm(request.POST if request.method == "POST" else None, by=actor, initial=initial)
    if form.is_bound and form.is_valid():
        files.describe(file, form.told(), by=actor, at=now())
        return stored(request, _("The client file is changed"), _address(file))
    return _ask(request, form, file, _("Change the client file"))


@require_http_methods(["GET", "POST"])
def contact(request: SiteRequest, reference: str) -> HttpResponse:
    """Adds somebody at the client."""
    file, actor = file_for(request, reference)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        files.keep_contacts(file, [*_contacts(file, actor), files.ContactTold(**form.cleaned_data)], by=actor, at=now())
        return stored(request, _("The contact is added"), _address(file))
    return _ask(request, form, file, _("Add a contact"))


@require_POST
def drop_contact(request: SiteRequest, reference: str) -> HttpResponse:
    """Takes somebody at the client out of the file."""
    file, actor = file_for(request, reference)
    kept = [one for one in _contacts(file, actor) if (one.name, one.email) != _named(request)]
    files.keep_contacts(file, kept, by=actor, at=now())
    return stored(request, _("The contact was removed"), _address(file))


@require_http_methods(["GET", "POST"])
def rights(request: SiteRequest, reference: str) -> HttpResponse:
    """Puts patents into the file."""
    file, actor = file_for(request, reference)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            placed = place_numbers(numbers_in(form.cleaned_data["numbers"]), file, by=actor, at=now())
        except NotYours as problem:
            form.add_error("numbers", str(problem))
        else:
            words = ngettext("%(number)s patent is in the file", "%(number)s patents are in the file", placed)
            return stored(request, words % {"number": counted(placed)}, _address(file))
    return _ask(request, form, file, _("Put patents into the file"))


@require_http_methods(["GET", "POST"])
def wall(request: SiteRequest, reference: str) -> HttpResponse:
    """Closes the file to all but named people, or opens it."""
    file, actor = file_for(request, reference)
    files.demand_manager(actor)
    behind = [str(person) for person in files.people_behind(file)] or [str(actor.user_id)]
    initial = {"closed": "yes" if files.people_behind(file) else "no", "people": behind}
    form = WallForm(request.POST if request.method == "POST" else None, by=actor, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return _walled(request, file, form, actor)
        except NobodyInside as problem:
            form.add_error("people", str(problem))
    return _ask(request, form, file, _("Who may see this client file?"))


def _walled(request: SiteRequest, file: ClientFile, form: WallForm, actor: Applicant) -> HttpResponse:
    if form.cleaned_data["closed"] == "no":
        files.open_to_all(file, by=actor, at=now())
        return stored(request, _("The file is open"), _address(file))
    people = form.chosen() if form.cleaned_data["people"] else []
    files.close_to_all_but(file, people, by=actor, at=now())
    is_inside = actor.user_id in people
    return stored(request, _("The file is closed"), _address(file) if is_inside else reverse("clients"))


@require_POST
def put_away(request: SiteRequest, reference: str) -> HttpResponse:
    """Archives the file, or brings it back."""
    file, actor = file_for(request, reference)
    files.put_away(file, by=actor, at=now())
    return stored(request, _("The client file is changed"), _address(file))


def _ask(request: SiteRequest, form: forms.Form, file: ClientFile, title: Any) -> HttpResponse:
    return question(request, form, title=title, button=_("Save"), back=_address(file), section="clients")


def _address(file: ClientFile) -> str:
    return reverse("client", args=[file.reference])


def _contacts(file: ClientFile, actor: Applicant) -> list[files.ContactTold]:
    rows = ClientContact.objects.visible_to(actor).filter(file=file).order_by("pk")
    return [files.ContactTold(one.name, one.email, one.phone, one.role) for one in rows]


def _named(request: SiteRequest) -> tuple[str, str]:
    return request.POST.get("name", ""), request.POST.get("email", "")
