"""The people of the organisation: who they are, inviting, roles, removing, and who answers for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from accounts.organising import inviting
from accounts.organising.members import (
    NoMemberThere,
    SuccessorNeeded,
    change_role,
    member,
    members_of,
    name_responsible,
    remove,
    responsible_history,
)
from accounts.organising.roles import NobodyWouldManage, demand_manager, roles_of
from accounts.requests import SiteRequest, session_of
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import manages, question, stored
from portal.views.organisations.joining import SuccessorForm


class RoleForm(GovukForm):
    """Which role somebody has."""

    role = shown(
        forms.ChoiceField(
            label=gettext_lazy("Role"),
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select a role")},
        ),
        size="s",
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {one.reference: one for one in roles_of(by)}
        choices = [(one.reference, one.name) for one in self.roles.values()]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Who is invited, and to which role."""

    name = shown(
        forms.CharField(label=gettext_lazy("Full name"), max_length=200),
        noun=gettext_lazy("their full name"),
        width="two-thirds",
        spellcheck=False,
    )
    email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy("They must sign in to GOV.UK One Login with this address."),
            max_length=254,
        ),
        noun=gettext_lazy("their email address"),
        width="two-thirds",
        spellcheck=False,
    )
    field_order = ("name", "email", "role")


class ResponsibleForm(GovukForm):
    """Who answers for the organisation."""

    person = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who is responsible for this account?"),
            help_text=gettext_lazy("The office asks this person if something about the account needs an answer."),
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select who is responsible for this account")},
        ),
        heading=True,
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [one.user for one in members_of(by)]
        self.fields["person"].choices = [(str(one.pk), one.name or one.email) for one in people]  # type: ignore[attr-defined]


@require_GET
def overview(request: SiteRequest) -> HttpResponse:
    """The organisation: what it is, its rules, and where everything about it is changed."""
    actor = signed_in(request)
    history = responsible_history(actor)
    context = {
        "organisation": session_of(request).organisation,
        "manages": manages(actor),
        "people": len(members_of(actor)),
        "responsible": history[0] if history else None,
        "section": "account",
    }
    return render(request, "organisations/overview.html", context)


@require_GET
def people(request: SiteRequest) -> HttpResponse:
    """Everybody who belongs to it, and who is invited."""
    actor = signed_in(request)
    context = {
        "members": members_of(actor),
        "invited": inviting.invited_by(actor, at=now()),
        "manages": manages(actor),
        "me": actor.user_id,
        "section": "account",
    }
    return render(request, "organisations/people.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: SiteRequest) -> HttpResponse:
    """Invites somebody by email."""
    actor = signed_in(request)
    demand_manager(actor)
    form = InviteForm(request.POST if request.method == "POST" else None, by=actor)
    if form.is_bound and form.is_valid():
        given, language = form.cleaned_data, get_language() or "en"
        try:
            inviting.invite(
                email=given["email"],
                name=given["name"],
                role=form.roles[given["role"]],
                language=language,
                by=actor,
                at=now(),
            )
        except inviting.AlreadyThere as problem:
            form.add_error("email", str(problem))
        else:
            words = _("We have sent an invitation to %(email)s") % {"email": given["email"]}
            return stored(request, words, reverse("organisation-people"))
    title, button = _("Invite somebody"), _("Send the invitation")
    return question(request, form, title=title, button=button, back=reverse("organisation-people"))


@require_POST
def cancel(request: SiteRequest, reference: str) -> HttpResponse:
    """Takes an invitation back."""
    actor = signed_in(request)
    found = [one for one in inviting.invited_by(actor, at=now()) if one.reference == reference]
    if not found:
        raise Http404
    inviting.cancel(found[0], by=actor, at=now())
    return stored(request, _("The invitation was taken back"), reverse("organisation-people"))


@require_http_methods(["GET", "POST"])
def role(request: SiteRequest, user: UUID) -> HttpResponse:
    """Gives a member another role."""
    actor = signed_in(request)
    one = _member(user, actor)
    demand_manager(actor)
    form = RoleForm(request.POST if request.method == "POST" else None, by=actor, initial={"role": one.role.reference})
    if form.is_bound and form.is_valid():
        try:
            change_role(user, form.roles[form.cleaned_data["role"]], by=actor, at=now())
        except NobodyWouldManage as problem:
            form.add_error("role", str(problem))
        else:
            return stored(request, _("The role was changed"), reverse("organisation-people"))
    title = _("Role of %(name)s") % {"name": one.user.name or one.user.email}
    return question(request, form, title=title, button=_("Save"), back=reverse("organisation-people"))


@require_http_methods(["GET", "POST"])
def take_out(request: SiteRequest, user: UUID) -> HttpResponse:
    """Removes a member; somebody goes on with what they had begun."""
    actor = signed_in(request)
    one = _member(user, actor)
    demand_manager(actor)
    if user == actor.user_id:
        return HttpResponseRedirect(reverse("organisation-leave"))
    form = SuccessorForm(request.POST if request.method == "POST" else None, by=actor, leaving=user)
    if form.is_bound and form.is_valid():
        try:
            remove(user, successor_id=UUID(form.cleaned_data["successor"]), by=actor, at=now())
        except (NobodyWouldManage, SuccessorNeeded) as problem:
            form.add_error("successor", str(problem))
        else:
            return stored(request, _("They were removed and signed out"), reverse("organisation-people"))
    title = _("Remove %(name)s") % {"name": one.user.name or one.user.email}
    back, button = reverse("organisation-people"), _("Remove this person")
    return question(request, form, title=title, back=back, button=button, button_classes="govuk-button--warning")


@require_http_methods(["GET", "POST"])
def responsible(request: SiteRequest) -> HttpResponse:
    """Names who answers for the organisation, with everybody who did before."""
    actor = signed_in(request)
    demand_manager(actor)
    history = responsible_history(actor)
    initial = {"person": str(history[0].user_id)} if history else {}
    form = ResponsibleForm(request.POST if request.method == "POST" else None, by=actor, initial=initial)
    if form.is_bound and form.is_valid():
        name_responsible(UUID(form.cleaned_data["person"]), by=actor, at=now())
        return stored(request, _("Your choice is stored."), reverse("organisation"))
    context = {"form": form, "history": history, "section": "account"}
    return render(request, "organisations/responsible.html", context)


def _member(user: UUID, actor: Applicant) -> Membership:
    try:
        return member(user, by=actor)
    except NoMemberThere:
        raise Http404 from None
