"""Roles, and the log."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import OrganisationRole
from accounts.organising.log import log_of, names_of, tools_of
from accounts.organising.members import members_of
from accounts.organising.roles import (
    NameTaken,
    NobodyWouldManage,
    NoPermission,
    StillInUse,
    compose_role,
    demand_manager,
    retire_role,
    roles_of,
)
from accounts.requests import SiteRequest
from core.actor import Applicant, Permission
from core.clock import now
from core.design.forms import GovukForm
from core.design.listing import listed
from core.design.look import shown
from portal.pages import signed_in
from portal.shown.log import verb_words, who_words
from portal.views.organisations.asking import manages, question, stored

PERMISSIONS = [
    (Permission.VIEW.value, gettext_lazy("See the patents and requests")),
    (Permission.PREPARE.value, gettext_lazy("Prepare requests and renewals")),
    (Permission.SUBMIT.value, gettext_lazy("Send requests to the office")),
    (Permission.PAY.value, gettext_lazy("Pay")),
    (Permission.APPROVE.value, gettext_lazy("Approve what others prepared or ask for")),
    (Permission.SEE_MONEY.value, gettext_lazy("See the organisation’s money")),
    (Permission.MANAGE_PEOPLE.value, gettext_lazy("Manage people, roles, teams and rules")),
]
LINES = 50


class ComposeForm(GovukForm):
    """The name of a role, and what people with it may do."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the role"), max_length=60),
        noun=gettext_lazy("a name for the role"),
        width="20",
        size="s",
    )
    permissions = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("What may people with this role do?"),
            choices=PERMISSIONS,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext_lazy("Select what people with this role may do")},
        ),
        size="s",
    )


@require_GET
def roles(request: SiteRequest) -> HttpResponse:
    """The roles, and who has them."""
    actor = signed_in(request)
    names: dict[int, list[str]] = {}
    for one in members_of(actor):
        names.setdefault(one.role_id, []).append(one.user.name or one.user.email)
    words = dict(PERMISSIONS)
    rows = [
        (one, [words[name] for name in words if name in one.permissions], names.get(one.pk, []))
        for one in roles_of(actor)
    ]
    return render(request, "organisations/roles.html", {"rows": rows, "manages": manages(actor), "section": "account"})


@require_http_methods(["GET", "POST"])
def role_new(request: SiteRequest) -> HttpResponse:
    """Composes a new role."""
    return _compose(request, None)


@require_http_methods(["GET", "POST"])
def role_change(request: SiteRequest, reference: str) -> HttpResponse:
    """Composes a role anew."""
    return _compose(request, _role(reference, signed_in(request)))


def _compose(request: SiteRequest, role: OrganisationRole | None) -> HttpResponse:
    actor = signed_in(request)
    demand_manager(actor)
    initial = {"name": role.name, "permissions": role.permissions} if role else {}
    form = ComposeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        wanted = [Permission(name) for name in form.cleaned_data["permissions"]]
        try:
            compose_role(form.cleaned_data["name"], wanted, role=role, by=actor, at=now())
        except NameTaken as problem:
            form.add_error("name", str(problem))
        except (NobodyWouldManage, NoPermission) as problem:
            form.add_error("permissions", str(problem))
        else:
            return stored(request, _("The role is stored"), reverse("organisation-roles"))
    title = _("Change the role") if role else _("Compose a role")
    return question(request, form, title=title, button=_("Save"), back=reverse("organisation-roles"))


@require_http_methods(["GET", "POST"])
def role_retire(request: SiteRequest, reference: str) -> HttpResponse:
    """Takes a role out of use."""
    actor = signed_in(request)
    one = _role(reference, actor)
    demand_manager(actor)
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            retire_role(one, by=actor, at=now())
        except StillInUse as problem:
            form.add_error(None, str(problem))
        else:
            return stored(request, _("The role is not in use any more"), reverse("organisation-roles"))
    title, button = _("Remove the role “%(name)s”") % {"name": one.name}, _("Remove the role")
    classes = "govuk-button--warning"
    back = reverse("organisation-roles")
    return question(request, form, title=title, back=back, button=button, button_classes=classes)


@require_GET
def log(request: SiteRequest) -> HttpResponse:
    """Who did what for the organisation, the newest first."""
    actor = signed_in(request)
    names, tools = names_of(actor), tools_of(actor)
    person = request.GET.get("person", "")
    acted = next((label for label in names if label.removeprefix("user:") == person), "")
    page = listed(log_of(actor, actor=acted), request.GET, column="at", descending=True, size=LINES)
    lines = [(one.at, who_words(one, names, tools), verb_words(one.verb), one.subject) for one in page.rows]
    people = [(label.removeprefix("user:"), name) for label, name in sorted(names.items(), key=lambda pair: pair[1])]
    context = {"lines": lines, "listed": page, "people": people, "person": acted and person, "section": "account"}
    return render(request, "organisations/log.html", context)


def _role(reference: str, actor: Applicant) -> OrganisationRole:
    found = [one for one in roles_of(actor) if one.reference == reference]
    if not found:
        raise Http404
    return found[0]
