"""Sends a case to another team."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.models import Team
from casework.taking import CaseDone, TakenByAnother, move_to_team
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for

MOVE = Act(_("Send to another team"), _("Send"))


class Move(GovukForm):
    """To which team, and why."""

    team = shown(forms.ChoiceField(label=_("Which team?"), widget=forms.RadioSelect), noun=_("a team"), size="m")
    why = shown(
        forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea),
        noun=_("why the case goes there"),
        size="m",
        rows=3,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def move_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the team; the case is free there."""
    case, by = case_for(request, reference), here(request)
    others = list(Team.objects.visible_to(by).filter(closed_at=None).exclude(pk=case.team_id or 0))
    form = Move(request.POST or None)
    form.fields["team"].choices = [(one.slug, one.name) for one in others]  # type: ignore[attr-defined]

    def send(said: dict[str, Any]) -> None:
        team = next(one for one in others if one.slug == said["team"])
        move_to_team(case, team, why=said["why"], by=by, at=now())

    refusals = {CaseDone: "team", TakenByAnother: "team"}
    return act_page(request, case, form, MOVE, send, refusals=refusals, leads_to=reverse("staff:home"))
