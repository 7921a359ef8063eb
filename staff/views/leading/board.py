"""A team's board: who is there, who can take more, sharing out, and who belongs to the team."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.boards import board_of, share_out
from casework.colleagues import colleagues
from casework.models import Team
from casework.people import MOST_A_DAY, CannotPlan, leave_team, set_place
from casework.queues import counts
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs


class Place(GovukForm):
    """Who, and for how many cases a day the team plans."""

    user = shown(forms.ChoiceField(label=_("Who?")), noun=_("a colleague"), size="m")
    cases_a_day = shown(
        forms.IntegerField(
            label=_("How many cases can they have at a time?"),
            help_text=_("What the team plans with, from 0 to 200. It is no target for a person."),
            min_value=0,
            max_value=MOST_A_DAY,
            widget=forms.TextInput,
        ),
        noun=_("a number of cases"),
        size="m",
        width="3",
        inputmode="numeric",
    )


@never_cache
@require_GET
@needs(OfficePermission.SEE_WORK)
def board(request: SiteRequest, team: str) -> HttpResponse:
    """As it is at this moment."""
    found, by, on = _team(request, team), here(request), legal_day(now())
    seats = board_of(found, on=on, by=by)
    context = {
        "team": found,
        "seats": seats,
        "room": sum(seat.room for seat in seats),
        "count": next(one for one in counts(by, on=on) if one.team == found),
        "may_lead": allows(by, OfficePermission.ALLOCATE),
        "at": now(),
        "section": "teams",
    }
    return TemplateResponse(request, "office/board.html", context)


@require_POST
@needs(OfficePermission.ALLOCATE)
def share(request: SiteRequest, team: str) -> HttpResponse:
    """Gives free cases to whoever has room."""
    given = share_out(_team(request, team), by=here(request), at=now())
    text = ngettext("%(count)s case was given away.", "%(count)s cases were given away.", given)
    messages.success(request, text % {"count": given})
    return HttpResponseRedirect(reverse("staff:board", args=[team]))


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.ALLOCATE)
def place_page(request: SiteRequest, team: str) -> HttpResponse:
    """Somebody joins the team, or can take more or fewer cases."""
    found, by = _team(request, team), here(request)
    form = Place(request.POST or None, initial={"user": request.GET.get("user", "")})
    people = [(str(one.pk), one.name) for one in colleagues(by=by, oneself=True)]
    form.fields["user"].choices = people  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            set_place(found, UUID(said["user"]), said["cases_a_day"], by=by, at=now())
        except CannotPlan as refusal:
            form.add_error("cases_a_day", str(refusal))
        else:
            return HttpResponseRedirect(reverse("staff:board", args=[team]))
    return TemplateResponse(request, "office/place.html", {"team": found, "form": form, "section": "teams"})


@require_POST
@needs(OfficePermission.ALLOCATE)
def leave(request: SiteRequest, team: str, user: UUID) -> HttpResponse:
    """Somebody leaves the team."""
    leave_team(_team(request, team), user, by=here(request), at=now())
    return HttpResponseRedirect(reverse("staff:board", args=[team]))


def _team(request: SiteRequest, slug: str) -> Team:
    found = Team.objects.visible_to(here(request)).filter(slug=slug, closed_at=None).first()
    if found is None:
        raise Http404
    return found
