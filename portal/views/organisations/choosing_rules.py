"""The two-person rule and the spending limit: chosen by one administrator, made looser by two."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.organising.proposals import (
    NothingProposed,
    confirm,
    is_only_administrator,
    may_confirm,
    proposal_of,
    reject,
    withdraw,
)
from accounts.organising.roles import demand_manager
from accounts.organising.two_people import NobodyToApprove, Rules, change_rules, rules_of
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import stored


class RulesForm(GovukForm):
    """The two-person rule and the limit."""

    two_people = shown(
        forms.ChoiceField(
            label=gettext_lazy("Does every request need two people?"),
            help_text=gettext_lazy(
                "Whoever wrote a request cannot send it. Somebody else who may approve looks at it and sends it."
            ),
            choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select whether every request needs two people")},
        ),
        size="m",
    )
    limit = shown(
        forms.DecimalField(
            label=gettext_lazy("How much may one person pay in a day? (optional)"),
            help_text=gettext_lazy(
                "Above it, somebody who may approve and did not prepare the request must pay. Leave empty for no limit."
            ),
            min_value=0,
            max_digits=9,
            decimal_places=2,
            required=False,
        ),
        noun=gettext_lazy("the limit"),
        prefix="£",
        width="10",
        size="m",
        inputmode="decimal",
    )


@require_http_methods(["GET", "POST"])
def rules(request: SiteRequest) -> HttpResponse:
    """The rules as they are, what waits for a second administrator, and a new choice."""
    actor = signed_in(request)
    demand_manager(actor)
    form = RulesForm(request.POST if request.method == "POST" else None, initial=_initial(actor))
    if form.is_bound and form.is_valid():
        limit = form.cleaned_data["limit"]
        wanted = Rules(form.cleaned_data["two_people"] == "yes", None if limit is None else int(limit * 100))
        try:
            proposal = change_rules(wanted, by=actor, at=now())
        except NobodyToApprove as problem:
            form.add_error("two_people" if wanted.needs_two_people else "limit", str(problem))
        else:
            if proposal is None:
                return stored(request, _("Your choice is stored."), reverse("organisation"))
            words = _("What is looser waits until another administrator confirms it. What is stricter holds now.")
            return stored(request, words, reverse("organisation-rules"))
    return _page(request, form)


@require_POST
def answer(request: SiteRequest) -> HttpResponse:
    """Another administrator confirms or rejects what waits, or whoever proposed it takes it back."""
    actor, reference = signed_in(request), request.POST.get("reference", "")
    act, words = {
        "confirm": (confirm, _("You confirmed the rules. They hold now.")),
        "withdraw": (withdraw, _("You withdrew the proposal. The rules stay as they are.")),
    }.get(request.POST.get("do", ""), (reject, _("You rejected the proposal. The rules stay as they are.")))
    try:
        act(reference, by=actor, at=now())
    except NothingProposed:
        words = _("This was answered or replaced meanwhile, or its time is over. Look at the rules.")
        messages.info(request, words)
        return HttpResponseRedirect(reverse("organisation-rules"))
    return stored(request, words, reverse("organisation-rules"))


def _initial(actor: Applicant) -> dict[str, Any]:
    present = rules_of(actor.organisation_id)
    pounds = "" if present.limit_pence is None else f"{present.limit_pence / 100:.2f}"
    return {"two_people": "yes" if present.needs_two_people else "no", "limit": pounds}


def _page(request: SiteRequest, form: RulesForm) -> HttpResponse:
    actor = signed_in(request)
    waiting = proposal_of(actor.organisation_id, at=now())
    context = {
        "form": form,
        "waiting": waiting,
        "is_mine": waiting is not None and waiting.proposed_by_id == actor.user_id,
        "may_confirm": waiting is not None and may_confirm(waiting, actor),
        "is_alone": is_only_administrator(actor),
        "section": "account",
    }
    return TemplateResponse(request, "organisations/rules.html", context)
