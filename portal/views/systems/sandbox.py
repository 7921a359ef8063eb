"""The sandbox's page: test patents, test cards, and making more of the former; nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.organising.roles import demand_manager
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from payments.test_cards import TEST_CARDS
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from rights.models import Relation, TestMake
from rights.sandbox.conditions import Condition
from rights.sandbox.making import MOST_AT_ONCE, CannotMake, made_in, make_test_patents, makes_of

KEEP, AGAIN = "keep", "again"


class MakeForm(GovukForm):
    """How many test patents, how they stand, and what the organisation is to them."""

    count = shown(
        forms.IntegerField(
            label=gettext_lazy("How many?"),
            help_text=gettext_lazy("From 1 to 1,000. Each of the states below is made in turn."),
            min_value=1,
            max_value=MOST_AT_ONCE,
            initial=len(Condition),
        ),
        noun=gettext_lazy("how many"),
        width="4",
        size="s",
        inputmode="numeric",
    )
    conditions = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("How do they stand today? (optional)"),
            help_text=gettext_lazy("Select nothing for some of each."),
            choices=Condition.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        size="s",
        small=True,
    )
    relation = shown(
        forms.ChoiceField(
            label=gettext_lazy("What is your organisation to them?"),
            choices=[
                (Relation.OWNER.value, gettext_lazy("The owner")),
                (Relation.REPRESENTATIVE.value, gettext_lazy("The representative of invented owners")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what your organisation is to them")},
        ),
        size="s",
    )
    before = shown(
        forms.ChoiceField(
            label=gettext_lazy("What about the test patents that you have?"),
            choices=[
                (KEEP, gettext_lazy("Keep them")),
                (AGAIN, gettext_lazy("Start again: take them out of the account first")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what happens to the test patents that you have")},
        ),
        size="s",
    )

    def __init__(self, *args: Any, has_some: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_some:
            del self.fields["before"]


@dataclass(frozen=True)
class MakeShown:
    """What one press of the button made, in words."""

    make: TestMake
    relation: str
    stands: str
    numbers: list[tuple[str, str]]


@require_GET
def sandbox(request: SiteRequest) -> HttpResponse:
    """What was made, and the test cards."""
    actor = _manager(request)
    makes = makes_of(actor)
    numbers = made_in(makes, by=actor)
    rows = [_shown(made, numbers[made.reference]) for made in makes]
    context = {"rows": rows, "cards": TEST_CARDS, "section": "account"}
    return render(request, "systems/sandbox.html", context)


@require_http_methods(["GET", "POST"])
def make(request: SiteRequest) -> HttpResponse:
    """Makes test patents, and takes the old ones out of the account where that is wanted."""
    actor, back = _manager(request), reverse("sandbox")
    has_some = any(made.ended_at is None for made in makes_of(actor))
    form = MakeForm(request.POST if request.method == "POST" else None, has_some=has_some)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = make_test_patents(
                given["count"],
                conditions=[Condition(name) for name in given["conditions"]],
                relation=given["relation"],
                afresh=given.get("before") == AGAIN,
                by=actor,
                at=now(),
            )
        except CannotMake as problem:
            form.add_error(None, str(problem))
        else:
            return stored(request, _stands(made), back)
    intro = _("They are invented, linked to your organisation at once, and seen by nobody else. You get their emails.")
    return question(request, form, title=_("Make test patents"), intro=intro, button=_("Make them"), back=back)


def _manager(request: SiteRequest) -> Applicant:
    """Raises:
    Http404: where this is no sandbox.
    NotPermitted: for whoever does not manage the organisation.
    """
    actor = signed_in(request)
    if not settings.SANDBOX:
        raise Http404
    demand_manager(actor)
    return actor


def _shown(made: TestMake, numbers: Sequence[tuple[str, Condition]]) -> MakeShown:
    first = [(number, str(condition.label)) for number, condition in numbers[: len(Condition)]]
    return MakeShown(made, str(Relation(made.relation).label), _stands(made), first)


def _stands(made: TestMake) -> str:
    count = {"count": made.count, "made": len(made.rights)}
    if made.ended_at:
        return _("Taken out of the account")
    if made.made_at is None:
        return _("%(made)s of %(count)s are made, the rest is on its way") % count
    return (
        ngettext(
            "%(count)s test patent is in your portfolio", "%(count)s test patents are in your portfolio", made.count
        )
        % count
    )
