"""Ends a wait by what happened: an opposition, a hearing that is over, what the type declares for officers."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.deciding import CaseSuspended, ChangedMeanwhile, filing_of, mark_of
from casework.taking import CaseDone, TakenByAnother
from casework.waits import end_wait, ways_out
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for
from transactions.services import LinkedToRight
from transactions.workflow import CannotMove

END = Act(_("What happened?"), _("Confirm"), _("The request leaves its wait and goes on from there."))
REFUSED = (ChangedMeanwhile, CaseSuspended, TakenByAnother, CaseDone, LinkedToRight, CannotMove)


class Happened(GovukForm):
    """Which of the ways out, and how the officer knows."""

    way = shown(
        forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect), noun=_("what happened"), size="m"
    )
    why = shown(
        forms.CharField(
            label=_("How do you know?"),
            help_text=_("For example, the opposition on Form 15 came on 3 July. It is kept with the case."),
            max_length=1000,
            widget=forms.Textarea,
        ),
        noun=_("how you know"),
        size="m",
        rows=3,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.DECIDE)
def wait_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks what happened; 404 where the request waits for nothing that an officer could say."""
    case, by = case_for(request, reference), here(request)
    filing = filing_of(case, by=by) if case.kind == "filing" else None
    ways = ways_out(filing, by=by) if filing else []
    if filing is None or not ways:
        raise Http404
    form = Happened(request.POST or None, initial={"seen": mark_of(filing)})
    form.fields["way"].choices = [(one.key, one.title) for one in ways]  # type: ignore[attr-defined]

    def do(said: dict[str, Any]) -> None:
        end_wait(case, said["way"], said["why"], seen=said["seen"], by=by, at=now())

    return act_page(request, case, form, END, do, refusals=dict.fromkeys(REFUSED, "way"))
