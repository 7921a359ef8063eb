"""One answer to a question that may be answered several times: a new one, or another one in its place."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from filling.addresses import address
from filling.loading import filing_for, questions_for, repeated_or_404
from filling.way import item_address, list_address, page_before
from transactions.items import items_of, mark_of
from transactions.kind import Step
from transactions.lookups import look_up
from transactions.models import Filing
from transactions.presence import others_at_work
from transactions.registry import type_named
from transactions.review import step_in_words
from transactions.services import AnswersInvalid, StaleAnswers, WrongNumber, add_item, change_item
from transactions.states import State
from transactions.wording import Row
from transactions.workflow import CannotMove


@never_cache
@require_http_methods(["GET", "POST"])
def item_page(request: SiteRequest, reference: str, key: str, number: int) -> HttpResponse:
    """One answer: the one with the number, or one more."""
    filing = filing_for(request, reference)
    step = repeated_or_404(filing, key)
    if filing.state != State.DRAFT:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    items = items_of(filing.answers_of(step.key))
    if not 1 <= number <= min(len(items) + 1, step.most):
        return HttpResponseRedirect(list_address(request, filing, step))
    if request.method == "POST":
        return _save(request, filing, step, number)
    stored = items[number - 1] if number <= len(items) else {}
    return _page(request, filing, step, number, questions_for(request, filing).form(step, initial=stored))


def _save(request: SiteRequest, filing: Filing, step: Step, number: int) -> HttpResponse:
    try:
        saved = _saved(request, filing, step, number)
    except AnswersInvalid as invalid:
        return _page(request, filing, step, number, invalid.form)
    except StaleAnswers as stale:
        return _both(request, filing, step, stale)
    except WrongNumber as problem:
        form = questions_for(request, filing).form(step, data=request.POST)
        form.add_error(None, str(problem))
        return _page(request, filing, step, number, form)
    except CannotMove:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    look_up(saved, by=request.actor, at=now())
    later = address(request, "filing", filing.reference)
    return HttpResponseRedirect(later if "later" in request.POST else list_address(request, filing, step))


def _saved(request: SiteRequest, filing: Filing, step: Step, number: int) -> Filing:
    said: dict[str, Any] = {"by": request.actor, "at": now(), "seen": request.POST.get("seen")}
    if "new" in request.POST:
        return add_item(filing, step.key, request.POST, **said)
    return change_item(filing, step.key, number, request.POST, **said)


def _both(request: SiteRequest, filing: Filing, step: Step, stale: StaleAnswers) -> HttpResponse:
    """Somebody changed this answer meanwhile: theirs is shown and stays; this person's words would be one more."""
    fresh = filing_for(request, filing.reference)
    questions = questions_for(request, fresh)
    number = len(items_of(fresh.answers_of(step.key))) + 1
    theirs = step_in_words(questions, step, dict(stale.stored))
    form = questions.form(step, data=request.POST)
    return _page(request, fresh, step, number, form, theirs=theirs, status=409)


def _page(
    request: SiteRequest,
    filing: Filing,
    step: Step,
    number: int,
    form: GovukForm,
    *,
    theirs: Sequence[Row] | None = None,
    status: int = 200,
) -> HttpResponse:
    items = items_of(filing.answers_of(step.key))
    is_new = number > len(items)
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "step": step,
        "number": number,
        "form": form,
        "is_new": is_new,
        "seen": mark_of(items if is_new else items[number - 1]),
        "action": item_address(request, filing, step, number),
        "list": list_address(request, filing, step),
        "theirs": theirs,
        "at_work": others_at_work(filing, by=request.actor, at=now()),
        "back": list_address(request, filing, step) if items else page_before(request, filing, step),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/item.html", context, status=status)
