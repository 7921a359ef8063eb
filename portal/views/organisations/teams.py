"""Teams: who is in them, and which are closed to everybody else."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import OrganisationTeam
from accounts.organising import teams
from accounts.organising.members import members_of
from accounts.organising.roles import NameTaken, demand_manager
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import manages, question, stored


class PeopleForm(GovukForm):
    """Some people of the organisation."""

    people = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Who belongs to it?"), widget=forms.CheckboxSelectMultiple, required=False
        ),
        size="s",
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [one.user for one in members_of(by)]
        self.fields["people"].choices = [(str(one.pk), one.name or one.email) for one in people]  # type: ignore[attr-defined]

    def chosen(self) -> list[UUID]:
        """The people's ids."""
        return [UUID(one) for one in self.cleaned_data["people"]]


class TeamForm(PeopleForm):
    """A team's name, people and wall."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the team"), max_length=60),
        noun=gettext_lazy("a name for the team"),
        width="20",
        size="s",
    )
    closed = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who may see the client files of this team?"),
            help_text=gettext_lazy(
                "If it is closed, its client files, their patents, requests, payments and messages are there for its "
                "members alone. Nobody else finds a trace of them, administrators included."
            ),
            choices=[
                ("no", gettext_lazy("Everybody in the organisation")),
                ("yes", gettext_lazy("Only members of this team")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select who may see the client files of this team")},
        ),
        size="s",
    )
    field_order = ("name", "people", "closed")


@require_GET
def listing(request: SiteRequest) -> HttpResponse:
    """The teams that are there for the reader."""
    actor = signed_in(request)
    names = {one.user_id: one.user.name or one.user.email for one in members_of(actor)}
    rows = [
        (one, [names[person] for person in teams.people_in(one) if person in names]) for one in teams.teams_of(actor)
    ]
    return render(request, "organisations/teams.html", {"rows": rows, "manages": manages(actor), "section": "account"})


@require_http_methods(["GET", "POST"])
def new(request: SiteRequest) -> HttpResponse:
    """Makes a team."""
    return _ask(request, None)


@require_http_methods(["GET", "POST"])
def change(request: SiteRequest, key: str) -> HttpResponse:
    """Changes a team."""
    try:
        return _ask(request, teams.team(key, by=signed_in(request)))
    except teams.NoSuchTeam:
        raise Http404 from None


def _ask(request: SiteRequest, one: OrganisationTeam | None) -> HttpResponse:
    actor = signed_in(request)
    demand_manager(actor)
    form = TeamForm(request.POST if request.method == "POST" else None, by=actor, initial=_initial(one))
    if form.is_bound and form.is_valid():
        name, is_closed = form.cleaned_data["name"], form.cleaned_data["closed"] == "yes"
        try:
            if one is None:
                teams.make_team(name, form.chosen(), is_closed=is_closed, by=actor, at=now())
            else:
                teams.change_team(one, name, form.chosen(), is_closed=is_closed, by=actor, at=now())
        except NameTaken as problem:
            form.add_error("name", str(problem))
        except teams.NobodyInside as problem:
            form.add_error("people", str(problem))
        else:
            return stored(request, _("The team is stored"), reverse("organisation-teams"))
    title = _("Change the team") if one else _("Make a team")
    return question(request, form, title=title, button=_("Save"), back=reverse("organisation-teams"))


def _initial(one: OrganisationTeam | None) -> dict[str, Any]:
    if one is None:
        return {"closed": "no"}
    people = [str(person) for person in teams.people_in(one)]
    return {"name": one.name, "people": people, "closed": "yes" if one.is_closed else "no"}
