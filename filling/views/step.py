"""One page of questions: shown with what is stored, saved when it is sent, never over somebody else's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from filling.addresses import address
from filling.loading import filing_for, questions_for, step_or_404
from filling.views.items import items_page
from filling.way import next_page, page_before
from transactions.items import is_repeated
from transactions.kind import Step
from transactions.lookups import look_up
from transactions.models import Filing
from transactions.presence import others_at_work
from transactions.registry import type_named
from transactions.review import step_in_words
from transactions.services import AnswersInvalid, StaleAnswers, answer
from transactions.states import State
from transactions.wording import Row
from transactions.workflow import CannotMove


@never_cache
@require_http_methods(["GET", "POST"])
def step_page(request: SiteRequest, reference: str, key: str) -> HttpResponse:
    """Shows one page, or saves it and goes on."""
    filing = filing_for(request, reference)
    step = step_or_404(filing, key)
    if filing.state != State.DRAFT:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    if is_repeated(step):
        return items_page(request, filing, step)
    if request.method == "POST":
        return _save(request, filing, step)
    form = questions_for(request, filing).form(step, initial=_initial(filing, step))
    return question_page(request, filing, step, form)


def _save(request: SiteRequest, filing: Filing, step: Step) -> HttpResponse:
    try:
        saved = answer(filing, step.key, request.POST, by=request.actor, at=now(), version=_version(request))
    except AnswersInvalid as invalid:
        return question_page(request, filing, step, invalid.form)
    except StaleAnswers as stale:
        return _both(request, filing, step, stale)
    except CannotMove:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    return HttpResponseRedirect(next_page(request, look_up(saved, by=request.actor, at=now()), step))


def _both(request: SiteRequest, filing: Filing, step: Step, stale: StaleAnswers) -> HttpResponse:
    """Somebody saved the page meanwhile: shows theirs beside the form with this person's words."""
    fresh = filing_for(request, filing.reference)
    questions = questions_for(request, fresh)
    theirs = step_in_words(questions, step, dict(stale.stored))
    return question_page(request, fresh, step, questions.form(step, data=request.POST), theirs=theirs, status=409)


def question_page(
    request: SiteRequest,
    filing: Filing,
    step: Step,
    form: GovukForm,
    *,
    theirs: Sequence[Row] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with the form as it is; ``theirs`` is what somebody else saved meanwhile."""
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "step": step,
        "form": form,
        "only_field": form.visible_fields()[0] if len(form.visible_fields()) == 1 else None,
        "version": filing.step_versions.get(step.key, 0),
        "theirs": theirs,
        "at_work": others_at_work(filing, by=request.actor, at=now()),
        "back": page_before(request, filing, step),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/step.html", context, status=status)


def _initial(filing: Filing, step: Step) -> Mapping[str, Any]:
    """What was answered, or the filer's own email address; beside a postal address it would be somebody else's."""
    stored = filing.answers_of(step.key)
    fields = step.form.base_fields
    if not stored and filing.email and "email" in fields and "line_1" not in fields:
        return {"email": filing.email}
    return stored


def _version(request: SiteRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdigit() else None
