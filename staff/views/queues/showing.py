"""My work, available work, the teams' queues and all work."""

from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework import queues
from casework.colleagues import colleagues
from casework.models import Team
from casework.models.cases import CaseQuerySet
from core.clock import now
from core.days import legal_day
from staff.pages import here, needs
from staff.shown.filters import filter_context, wanted_of
from staff.shown.lists import list_context


@require_GET
@needs(OfficePermission.SEE_WORK)
def mine(request: SiteRequest) -> HttpResponse:
    """The office's first page: what the officer has."""
    by = here(request)
    empty = {"heading": _("You have no cases"), "text": _("Take the next one, or choose one that is available.")}
    return _list(request, queues.my_cases(by), title=_("My work"), section="mine", empty=empty, next_best=True)


@require_GET
@needs(OfficePermission.SEE_WORK)
def available_work(request: SiteRequest) -> HttpResponse:
    """What nobody has in the officer's teams."""
    empty = {"heading": _("Nothing is waiting"), "text": _("Every case of your teams is with somebody.")}
    rows = queues.available(here(request))
    return _list(request, rows, title=_("Available work"), section="available", empty=empty, next_best=True)


@require_GET
@needs(OfficePermission.SEE_WORK)
def mentions(request: SiteRequest) -> HttpResponse:
    """Cases with a note that names the officer and that they have not opened since."""
    empty = {"heading": _("Nobody asks for your look"), "text": _("When a colleague names you in a note, it is here.")}
    return _list(request, queues.mentions_of(here(request)), title=_("Mentions"), section="mentions", empty=empty)


@require_GET
@needs(OfficePermission.SEE_WORK)
def all_work(request: SiteRequest) -> HttpResponse:
    """All open work of the office."""
    empty = {"heading": _("There are no open cases"), "text": _("New cases appear here as soon as they come in.")}
    return _list(request, queues.all_open(here(request)), title=_("All work"), section="all", empty=empty)


@require_GET
@needs(OfficePermission.SEE_WORK)
def teams(request: SiteRequest) -> HttpResponse:
    """Every team with what is open, what nobody has, and what is late."""
    by = here(request)
    keeps_fees = allows(by, OfficePermission.MANAGE_REFERENCE_DATA)
    context = {
        "counts": queues.counts(by, on=legal_day(now())),
        "keeps_fees": keeps_fees,
        "keeps_rules": keeps_fees or allows(by, OfficePermission.MANAGE_RULES),
        "section": "teams",
    }
    return TemplateResponse(request, "office/teams.html", context)


@require_GET
@needs(OfficePermission.SEE_WORK)
def team_queue(request: SiteRequest, team: str) -> HttpResponse:
    """Everything open of one team."""
    by = here(request)
    found = Team.objects.visible_to(by).filter(slug=team).first()
    if found is None:
        raise Http404
    empty = {"heading": _("This queue is empty"), "text": _("New cases appear here as soon as they come in.")}
    rows = queues.of_team(found, by=by)
    back = reverse("staff:teams")
    return _list(request, rows, title=found.name, section="teams", empty=empty, back=back, team=found)


def _list(request: SiteRequest, rows: CaseQuerySet, **context: Any) -> HttpResponse:
    """One list with its filter; whoever may share out work finds ticks and colleagues beside it."""
    by = here(request)
    narrowed = wanted_of(request).narrow(rows, on=legal_day(now()))
    people = colleagues(by=by, oneself=True) if allows(by, OfficePermission.ALLOCATE) else []
    page = {**list_context(request, narrowed), **filter_context(request), "people": people, **context}
    return TemplateResponse(request, "office/list.html", page)
