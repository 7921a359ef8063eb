"""Settles a matter by one of the outcomes that its kind declares."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.interest import LinkedToRight
from casework.kind import CannotSettle
from casework.models import Case
from casework.registry import kind_named
from casework.settling import ReasonMissing, settle
from casework.taking import CaseDone
from casework.texts import Use
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.shown.texts import offers
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for

SETTLE = Act(_("Decide"), _("Confirm"))


class Settle(GovukForm):
    """What is decided, and why."""

    outcome = shown(
        forms.ChoiceField(
            label=_("What do you decide?"),
            widget=forms.RadioSelect,
            error_messages={"required": _("Select what you decide")},
        ),
        size="m",
    )
    why = shown(
        forms.CharField(
            label=_("Say why, or what you did"),
            help_text=_("It is kept with the case. Where we write to the customer, it is our answer."),
            required=False,
            max_length=5000,
            widget=forms.Textarea,
        ),
        size="m",
        rows=6,
    )

    def offer(self, case: Case) -> None:
        """Shows the outcomes that are open for the case, each with its hint."""
        outcomes = kind_named(case.kind).outcomes_of(case)
        self.fields["outcome"].choices = [(one.key, one.title) for one in outcomes]  # type: ignore[attr-defined]
        shown(self.fields["outcome"], hints={one.key: one.says for one in outcomes if one.says})


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.SEE_WORK)
def settle_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The question; each outcome demands its own permission."""
    case = case_for(request, reference)
    form = Settle(request.POST or None)
    form.offer(case)

    def decide(said: dict[str, Any]) -> None:
        settle(case, said["outcome"], said["why"], by=here(request), at=now())

    refusals = {ReasonMissing: "why", CannotSettle: "outcome", CaseDone: "outcome", LinkedToRight: "outcome"}
    offered = offers(request, case, Use.ANSWER, form, "why") if case.kind == "enquiry" else []
    return act_page(request, case, form, SETTLE, decide, refusals=refusals, offered=offered)
