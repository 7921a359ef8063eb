"""The page on which an officer does one thing with a case: a form, what it says first, and a service behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise

from accounts.requests import SiteRequest
from casework.models import Case
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from staff.shown.cases import lines

Words = str | Promise
Refusals = Mapping[type[Exception], str]
"""For each refusal of a service the field beside which its sentence stands."""


@dataclass(frozen=True)
class Act:
    """What the page says: its heading, what an officer should know first, and the words of the button."""

    title: Words
    button: Words
    says: Words = ""


def act_page(
    request: SiteRequest,
    case: Case,
    form: GovukForm,
    act: Act,
    do: Callable[[dict[str, Any]], object],
    *,
    refusals: Refusals,
    leads_to: str = "",
    **context: Any,
) -> HttpResponse:
    """Shows the form; a valid one is done and leads back to the case, a refusal is said beside what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except tuple(refusals) as refusal:
            form.add_error(_field(refusal, refusals), str(refusal))
        else:
            return HttpResponseRedirect(leads_to or reverse("staff:case", args=[case.reference]))
    shown = {"case": case, "line": lines([case], on=legal_day(now()))[0], "form": form, "act": act}
    return TemplateResponse(request, "office/act.html", {**shown, **context})


def _field(refusal: Exception, refusals: Refusals) -> str:
    return next(field for kind, field in refusals.items() if isinstance(refusal, kind))
