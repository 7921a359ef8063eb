"""Takes, releases and hands over a case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework import taking
from casework.colleagues import colleagues
from casework.interest import LinkedToRight
from casework.models import Case
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.acting import Act, Refusals, act_page
from staff.views.cases.loading import case_for

REFUSALS = (taking.TakenByAnother, taking.CaseDone, taking.CannotHandOver, LinkedToRight)


HAND_OVER = Act(_("Hand over to a colleague"), _("Hand over"))


class HandOver(GovukForm):
    """To whom, and why."""

    to = shown(forms.ChoiceField(label=_("Who takes this case?"), widget=forms.RadioSelect), noun=_("who takes it"))
    why = shown(
        forms.CharField(label=_("Note (optional)"), required=False, max_length=500, widget=forms.Textarea), rows=3
    )


@require_POST
@needs(OfficePermission.WORK)
def take_case(request: SiteRequest, reference: str) -> HttpResponse:
    """The case is the officer's."""
    return _done(request, reference, taking.take)


@require_POST
@needs(OfficePermission.WORK)
def release_case(request: SiteRequest, reference: str) -> HttpResponse:
    """The case is free again."""
    return _done(request, reference, taking.release)


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def hand_over_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks to whom, and hands the case over."""
    case, by = case_for(request, reference), here(request)
    others = colleagues(by=by)
    form = HandOver(request.POST or None)
    form.fields["to"].choices = [(str(one.pk), one.name) for one in others]  # type: ignore[attr-defined]

    def give(said: dict[str, Any]) -> None:
        taking.hand_over(case, said["to"], why=said["why"], by=by, at=now())

    empty = "" if others else gettext("No colleague who works on cases has signed in yet.")
    refusals: Refusals = dict.fromkeys(REFUSALS, "to")
    home = reverse("staff:home")
    return act_page(request, case, form, HAND_OVER, give, refusals=refusals, leads_to=home, empty=empty)


def _done(request: SiteRequest, reference: str, act: Callable[..., Case]) -> HttpResponse:
    """Back to the case; what could not be done is said there."""
    case = case_for(request, reference)
    said: dict[str, Any] = {"by": here(request), "at": now()}
    try:
        act(case, **said)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
