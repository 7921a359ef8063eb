"""Takes the case that should be done next."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.taking import take_next as take_the_next
from core.clock import now
from staff.pages import here, needs


@require_POST
@needs(OfficePermission.WORK)
def take_next(request: SiteRequest) -> HttpResponse:
    """To the case, or to the empty list where nothing waits."""
    case = take_the_next(by=here(request), at=now())
    if case is None:
        return HttpResponseRedirect(reverse("staff:available"))
    return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
