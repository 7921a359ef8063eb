"""A staged type: advertised, opposable for four weeks, decided by one officer, effective a week after acceptance."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.facts import Ended, Fact
from transactions.kind import (
    Acts,
    Answers,
    Begins,
    Example,
    Exit,
    Route,
    Stage,
    Standing,
    Step,
    Then,
    Topic,
    TransactionType,
    Who,
)


class SureForm(GovukForm):
    sure = forms.ChoiceField(label=_("Are you sure?"), choices=[("yes", _("Yes"))])


def four_weeks(answers: Answers, began_on: date) -> date:
    return began_on + timedelta(days=28)


class SurrenderAfterOpposition(TransactionType):
    slug = "surrender_after_opposition"
    prefix = "TSO"
    title = _("Surrender")
    summary = _("Give the patent up.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.OWNER})
    steps = (Step("sure", _("Are you sure?"), SureForm),)
    changes = frozenset({"status"})
    route = Route.SINGLE
    stages = (
        Stage(
            "opposition",
            _("Advertised"),
            _("Anyone may oppose."),
            Begins.SUBMITTED,
            four_weeks,
            Then.DECIDE,
            (Exit("opposed", _("Opposed"), "hearing", Acts.OFFICER),),
        ),
        Stage("hearing", _("Hearing"), _("A hearing is held."), Begins.BY_EXIT, lambda answers, on: None, Then.DECIDE,
              (Exit("heard", _("Heard"), Then.DECIDE, Acts.OFFICER),)),
        Stage("publication", _("Publication"), _("It takes effect when published."), Begins.ACCEPTED,
              lambda answers, on: on + timedelta(days=7), Then.RECORD),
        Stage("minded", _("Minded to refuse"), _("Ask to be heard."), Begins.REFUSED,
              lambda answers, on: on + timedelta(days=30), Then.REFUSE,
              (Exit("ask-to-be-heard", _("Ask to be heard"), "hearing", Acts.FILER),)),
    )  # fmt: skip
    examples = (Example("sure", date(2024, 6, 12), (), {"sure": {"sure": "yes"}}, "owner"),)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [Ended(effective_on=on, how="surrendered")]
