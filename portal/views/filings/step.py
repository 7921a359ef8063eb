"""One page of questions: shown with what is stored, saved when it is sent, never over somebody else's words."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from portal.views.filings.begin import first_page
from portal.views.filings.loading import filing_for, step_or_404
from transactions.kind import Step, TransactionType
from transactions.lookups import look_up
from transactions.models import Filing
from transactions.registry import type_named
from transactions.review import in_words
from transactions.services import AnswersInvalid, StaleAnswers, answer
from transactions.states import State
from transactions.workflow import CannotMove


@never_cache
@require_http_methods(["GET", "POST"])
def step_page(request: SiteRequest, reference: str, key: str) -> HttpResponse:
    """Shows one page, or saves it and goes on."""
    filing = filing_for(request, reference)
    step = _step(filing, step_or_404(filing, key))
    if filing.state != State.DRAFT:
        return redirect("filing", reference=filing.reference)
    if request.method == "POST":
        return _save(request, filing, step)
    form = step.form(initial=_initial(filing, step))
    return _page(request, filing, step, form)


def _save(request: SiteRequest, filing: Filing, step: Step) -> HttpResponse:
    try:
        saved = answer(filing, step.key, request.POST, by=request.actor, at=now(), version=_version(request))
    except AnswersInvalid as invalid:
        return _page(request, filing, step, invalid.form)
    except StaleAnswers as stale:
        return _both(request, filing, step, stale)
    except CannotMove:
        return redirect("filing", reference=filing.reference)
    return HttpResponseRedirect(_next(request, look_up(saved, by=request.actor, at=now()), step))


def _next(request: SiteRequest, filing: Filing, step: Step) -> str:
    declared = type_named(filing.type)
    if "later" in request.POST:
        return reverse("filing", args=[filing.reference])
    if request.GET.get("from") == "check":
        return first_page(filing, declared)
    following = _after(declared, filing, step)
    return reverse("filing-step", args=[filing.reference, following.key]) if following else first_page(filing, declared)


def _after(declared: TransactionType, filing: Filing, step: Step) -> Step | None:
    steps = declared.steps_for(filing.answers)
    places = [place for place, one in enumerate(steps) if one.key == step.key]
    return steps[places[0] + 1] if places and places[0] + 1 < len(steps) else None


def _both(request: SiteRequest, filing: Filing, step: Step, stale: StaleAnswers) -> HttpResponse:
    """Somebody saved the page meanwhile: shows theirs beside the form with this person's words."""
    fresh = filing_for(request, filing.reference)
    theirs = list(in_words(step, dict(stale.stored)))
    return _page(request, fresh, step, step.form(data=request.POST), theirs=theirs, status=409)


def _page(
    request: SiteRequest, filing: Filing, step: Step, form: GovukForm, *, theirs: Any = None, status: int = 200
) -> HttpResponse:
    declared = type_named(filing.type)
    context = {
        "filing": filing,
        "declared": declared,
        "step": step,
        "form": form,
        "only_field": form.visible_fields()[0] if len(form.visible_fields()) == 1 else None,
        "version": filing.step_versions.get(step.key, 0),
        "theirs": theirs,
        "back": _back(request, filing, declared, step),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/step.html", context, status=status)


def _back(request: SiteRequest, filing: Filing, declared: TransactionType, step: Step) -> str:
    if request.GET.get("from") == "check":
        return reverse("filing-check", args=[filing.reference])
    steps = [one.key for one in declared.steps_for(filing.answers)]
    place = steps.index(step.key) if step.key in steps else 0
    if place == 0:
        return reverse("filing", args=[filing.reference])
    return reverse("filing-step", args=[filing.reference, steps[place - 1]])


def _step(filing: Filing, key: str) -> Step:
    return next(step for step in type_named(filing.type).steps if step.key == key)


def _initial(filing: Filing, step: Step) -> Mapping[str, Any]:
    stored = filing.answers_of(step.key)
    if not stored and filing.email and "email" in step.form.base_fields:
        return {"email": filing.email}
    return stored


def _version(request: SiteRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdigit() else None
