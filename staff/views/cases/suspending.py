"""Suspends a case and resumes it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.interest import LinkedToRight
from casework.suspending import CannotSuspend, resume, suspend
from casework.taking import CaseDone, TakenByAnother
from core.clock import now
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for

SUSPEND = Act(
    _("Suspend this case"),
    _("Suspend"),
    _("The clock of the service standard stands still. Deadlines of the law go on."),
)


class Suspend(GovukForm):
    """Until when, and why."""

    until = shown(DateInputField(label=_("Look at it again on")), noun=_("the day on which you look again"), size="m")
    why = shown(
        forms.CharField(label=_("Why is it suspended?"), max_length=1000, widget=forms.Textarea),
        noun=_("why it is suspended"),
        size="m",
        rows=3,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def suspend_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for a reason and a day."""
    case = case_for(request, reference)

    def do(said: dict[str, Any]) -> None:
        suspend(case, said["why"], until=said["until"], by=here(request), at=now())

    refusals = {CannotSuspend: "until", CaseDone: "until", TakenByAnother: "until", LinkedToRight: "until"}
    return act_page(request, case, Suspend(request.POST or None), SUSPEND, do, refusals=refusals)


@require_POST
@needs(OfficePermission.WORK)
def resume_case(request: SiteRequest, reference: str) -> HttpResponse:
    """The clock goes on."""
    case = case_for(request, reference)
    try:
        resume(case, by=here(request), at=now())
    except (CannotSuspend, CaseDone, TakenByAnother, LinkedToRight) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
