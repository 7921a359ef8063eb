"""A staged type: advertised, opposable for four weeks, decided by one officer, effective a week after acceptance."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.facts import ApplicationFiled, Ended, Fact, Granted, ProcedureMoved, Published
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


HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907000.1", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590001"),
    Granted(effective_on=date(2021, 9, 1)),
)
SURE = {"sure": {"sure": "yes"}}
TOLD = {"opposition": "advertised", "hearing": "hearing", "publication": "accepted", "minded": "minded-to-refuse"}


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
    examples = (
        Example("nobody opposes", date(2024, 6, 12), HISTORY, SURE, "owner"),
        Example(
            "opposed, heard and refused",
            date(2024, 6, 12),
            HISTORY,
            SURE,
            "owner",
            decides=("refuse", "refuse"),
            stage_exits={"opposition": "opposed", "hearing": "heard", "minded": "ask-to-be-heard"},
            days={"opposition": date(2024, 7, 1), "hearing": date(2024, 9, 3), "decide": date(2024, 9, 10)},
            ends="refused",
        ),
        Example("silent", date(2024, 6, 12), HISTORY, SURE, "owner", decides="refuse", ends="refused"),
    )

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [Ended(effective_on=on, how="surrendered")]

    def stage_facts(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProcedureMoved(effective_on=on, procedure="surrender", stage=TOLD[stage])]

    def ending_facts(self, ending: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProcedureMoved(effective_on=on, procedure="surrender", stage=ending)]
