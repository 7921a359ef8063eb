"""A question that may be answered several times: the list of answers, whether there is one more, taking one away."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from filling.addresses import address
from filling.loading import filing_for, questions_for, repeated_or_404
from filling.way import item_address, keep_way, list_address, next_page, page_before
from transactions.items import items_of, mark_of
from transactions.kind import Step
from transactions.models import Filing
from transactions.registry import type_named
from transactions.review import step_in_words
from transactions.services import StaleAnswers, remove_item
from transactions.workflow import CannotMove

YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class MoreForm(GovukForm):
    """Whether there is one more."""

    more = shown(
        forms.ChoiceField(
            label=gettext_lazy("Do you want to add another?"),
            choices=YES_OR_NO,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select yes if you want to add another")},
        ),
        inline=True,
        size="m",
    )


def items_page(request: SiteRequest, filing: Filing, step: Step) -> HttpResponse:
    """The answers so far, each with its Change and Remove, and whether there is one more."""
    items = items_of(filing.answers_of(step.key))
    if not items:
        return HttpResponseRedirect(item_address(request, filing, step, 1))
    is_full = len(items) >= step.most
    form = MoreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and ("later" in request.POST or is_full):
        return HttpResponseRedirect(next_page(request, filing, step))
    if form.is_bound and form.is_valid():
        more = form.cleaned_data["more"] == "yes"
        further = item_address(request, filing, step, len(items) + 1)
        return HttpResponseRedirect(further if more else next_page(request, filing, step))
    return _list(request, filing, step, None if is_full else form)


@require_POST
def remove_item_action(request: SiteRequest, reference: str, key: str, number: int) -> HttpResponse:
    """Takes one answer away; where somebody changed it meanwhile, it stays and the list says so."""
    filing = filing_for(request, reference)
    step = repeated_or_404(filing, key)
    try:
        remove_item(filing, step.key, number, by=request.actor, at=now(), seen=request.POST.get("seen"))
    except StaleAnswers:
        return _list(request, filing, step, MoreForm(), changed=True, status=409)
    except CannotMove:
        return HttpResponseRedirect(address(request, "filing", filing.reference))
    return HttpResponseRedirect(list_address(request, filing, step))


def _list(
    request: SiteRequest,
    filing: Filing,
    step: Step,
    form: GovukForm | None,
    *,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    fresh = filing_for(request, filing.reference)
    context = {
        "filing": fresh,
        "declared": type_named(fresh.type),
        "step": step,
        "lines": _lines(request, fresh, step),
        "form": form,
        "changed": changed,
        "action": list_address(request, fresh, step),
        "back": page_before(request, fresh, step),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/items.html", context, status=status)


def _lines(request: SiteRequest, filing: Filing, step: Step) -> list[dict[str, Any]]:
    questions, place = questions_for(request, filing), [filing.reference, step.key]
    return [
        {
            "number": number,
            "name": item.get("name") or number,
            "rows": step_in_words(questions, step, item),
            "href": item_address(request, filing, step, number),
            "remove": keep_way(request, address(request, "filing-item-remove", *place, number)),
            "seen": mark_of(item),
        }
        for number, item in enumerate(items_of(filing.answers_of(step.key)), start=1)
    ]
