"""The client files of an account, and one of them with everything about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.organising.log import names_of, opened
from accounts.organising.members import members_of
from accounts.organising.teams import teams_of
from accounts.requests import SiteRequest
from core.actor import Permission
from core.clock import now
from core.design.listing import listed
from portal.pages import signed_in
from portal.views.clients.loading import file_for
from portal.views.organisations.asking import manages
from rights.clients.counting import rights_in
from rights.clients.files import files, note_opened, people_behind, things_in
from rights.models import ClientContact
from rights.portfolio import View

ON_A_PAGE = 50


@require_GET
def clients(request: SiteRequest) -> HttpResponse:
    """Every client file that is there for the reader, with how many patents it holds."""
    actor = signed_in(request)
    search = request.GET.get("q", "").replace("\0", "").strip()[:60]
    page = listed(files(actor, search=search), request.GET, column="name", size=ON_A_PAGE)
    counts = rights_in(page.rows, by=actor)
    rows = [(file, counts.get(file.pk, 0)) for file in page.rows]
    may_keep = Permission.PREPARE in actor.permissions
    context = {
        "rows": rows,
        "listed": page,
        "search": search,
        "may_keep": may_keep,
        "section": "clients",
    }
    return render(request, "clients/list.html", context)


@require_GET
def client(request: SiteRequest, reference: str) -> HttpResponse:
    """One client file; opening one behind a wall is remembered."""
    file, actor = file_for(request, reference)
    note_opened(file, by=actor, at=now())
    names = {one.user_id: one.user.name or one.user.email for one in members_of(actor)}
    context = {
        "file": file,
        "contacts": ClientContact.objects.visible_to(actor).filter(file=file).order_by("pk"),
        "team": next((team for team in teams_of(actor) if team.key == file.team_key), None),
        "people": [names[person] for person in people_behind(file) if person in names],
        "rights": rights_in([file], by=actor).get(file.pk, 0),
        "portfolio": View(client=file.name).address(),
        "may_keep": Permission.PREPARE in actor.permissions,
        "manages": manages(actor),
        "section": "clients",
    }
    return render(request, "clients/one.html", context)


@require_GET
def who_opened(request: SiteRequest, reference: str) -> HttpResponse:
    """Who opened the file within a year, for those to whom it is open."""
    file, actor = file_for(request, reference)
    names = names_of(actor)
    looks = opened(things_in(file), by=actor, at=now())
    page = listed(looks, request.GET, column="at", descending=True, size=ON_A_PAGE)
    lines = [
        (one.at, names.get(one.actor, ""), "" if one.subject == file.reference else one.subject) for one in page.rows
    ]
    context = {"file": file, "lines": lines, "listed": page, "section": "clients"}
    return render(request, "clients/opened.html", context)
