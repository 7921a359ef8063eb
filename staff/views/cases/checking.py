"""Keeps the ticks of a case's checklist."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.checking import CannotTick, tick
from casework.deciding import filing_of
from casework.interest import LinkedToRight
from core.clock import now
from staff.pages import here, needs
from staff.views.cases.loading import case_for


@require_POST
@needs(OfficePermission.DECIDE)
def keep_checks(request: SiteRequest, reference: str) -> HttpResponse:
    """Ticks what the form has ticked, and nothing else."""
    case, by = case_for(request, reference), here(request)
    if case.kind != "filing":
        raise Http404
    try:
        tick(case, filing_of(case, by=by), request.POST.getlist("check"), by=by, at=now())
    except CannotTick:
        messages.error(request, _("The checklist cannot be changed now."))
    except LinkedToRight as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The checklist is kept."))
    return HttpResponseRedirect(reverse("staff:case", args=[case.reference]) + "#checklist")
