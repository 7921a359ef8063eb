"""A leader gives many cases to one officer: those that are ticked, or so many from the front of a queue."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.paths import own_path
from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.models import Case, Team
from casework.taking import CannotHandOver, allocate, allocate_next
from core.clock import now
from staff.pages import here, needs

MOST = 200


@require_POST
@needs(OfficePermission.ALLOCATE)
def allocate_ticked(request: SiteRequest) -> HttpResponse:
    """Gives the ticked cases away and goes back to the list."""
    back = own_path(request.POST.get("back", ""), door=request.door) or reverse("staff:all-work")
    references = request.POST.getlist("case")[:MOST]
    if not references:
        messages.error(request, _("Tick the cases that you want to give away"))
        return HttpResponseRedirect(back)
    try:
        given = allocate(references, _person(request), by=here(request), at=now())
    except CannotHandOver as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, given, asked=len(references))
    return HttpResponseRedirect(back)


@require_POST
@needs(OfficePermission.ALLOCATE)
def allocate_first(request: SiteRequest, team: str) -> HttpResponse:
    """Gives so many cases from the front of a team's queue away."""
    by = here(request)
    found = Team.objects.visible_to(by).filter(slug=team).first()
    if found is None:
        raise Http404
    typed = request.POST.get("number", "").strip()
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    if not 1 <= number <= MOST:
        messages.error(request, _("Enter how many cases, from 1 to %(most)s") % {"most": MOST})
    else:
        try:
            _say(request, allocate_next(found, number, _person(request), by=by, at=now()), asked=number)
        except CannotHandOver as refusal:
            messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("staff:team", args=[team]))


def _person(request: SiteRequest) -> UUID:
    try:
        return UUID(request.POST.get("to", ""))
    except ValueError:
        raise CannotHandOver(_("Choose a colleague who works on cases.")) from None


def _say(request: SiteRequest, given: list[Case], *, asked: int) -> None:
    said = ngettext("%(count)s case was given away.", "%(count)s cases were given away.", len(given))
    text = said % {"count": len(given)}
    if len(given) < asked:
        text = f"{text} {_('The others are done, or the officer has them already or may not touch them.')}"
    messages.success(request, text)
