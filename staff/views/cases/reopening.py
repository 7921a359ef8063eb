"""Opens a case again: a refusal that was a mistake, or what was recorded today."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.deciding import filing_of
from casework.reopening import OPEN_AGAIN, UNDO, take_back, way_back
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from rights.register import CannotCorrect, CannotShow
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for
from transactions.services import CannotUndo, LinkedToRight
from transactions.workflow import CannotMove

ACTS = {
    OPEN_AGAIN: Act(
        _("Open this case again"),
        _("Open again"),
        _("The refusal was a mistake. The customer is told, and the request is decided afresh."),
    ),
    UNDO: Act(
        _("Undo the decision"),
        _("Undo the decision"),
        _(
            "Later entries correct those that the decision made today, so that the register says what it said before. "
            "Everybody who was told of the change is told. The request is decided afresh."
        ),
    ),
}


class Why(GovukForm):
    """What went wrong."""

    why = shown(
        forms.CharField(
            label=_("What went wrong?"),
            help_text=_("It is kept with the case and in the audit log."),
            max_length=1000,
            widget=forms.Textarea,
        ),
        noun=_("what went wrong"),
        size="m",
        rows=4,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.REOPEN)
def open_again_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks what went wrong; 404 where the decision stands."""
    case, by = case_for(request, reference), here(request)
    way = way_back(case, filing_of(case, by=by), by=by, at=now()) if case.kind == "filing" else ""
    if not way:
        raise Http404

    def do(said: dict[str, Any]) -> None:
        take_back(case, said["why"], by=by, at=now())

    refusals = dict.fromkeys((CannotUndo, LinkedToRight, CannotMove, CannotCorrect, CannotShow), "why")
    return act_page(request, case, Why(request.POST or None), ACTS[way], do, refusals=refusals)
