"""A staged type that is paid twice: the form's fee for the asking, and in an offer what was not paid for the years."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.facts import ApplicationFiled, Ceased, Fact, Granted, ProcedureMoved, Published, RenewalPaid, Restored
from rights.statuses import Status
from transactions.kind import (
    Answers,
    Begins,
    Charge,
    Evidence,
    Example,
    Objection,
    OfficeForm,
    Stage,
    Standing,
    Step,
    Then,
    Topic,
    TransactionType,
    Who,
)

HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907000.1", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590001"),
    Granted(effective_on=date(2021, 9, 1)),
    Ceased(effective_on=date(2023, 5, 10)),
)
WHY = {"why": {"why": "A letter was lost."}}
ON = date(2024, 6, 12)
DEARER_FROM = date(2024, 8, 1)
TOLD = {"advertised": "advertised", "offered": "offered", "minded": "minded-to-refuse"}


class WhyForm(GovukForm):
    why = forms.CharField(label=_("Why was it not renewed?"))


def two_weeks(answers: Answers, began_on: date) -> date:
    return began_on + timedelta(days=14)


def two_months(answers: Answers, began_on: date) -> date:
    return began_on + timedelta(days=61)


class RestoreOnOffer(TransactionType):
    slug = "restore_on_offer"
    prefix = "TRO"
    title = _("Restore")
    summary = _("Bring a patent back.")
    who = frozenset({Who.OWNER})
    steps = (Step("why", _("Why?"), WhyForm),)
    changes = frozenset({"status"})
    evidence = (Evidence("statement", _("Statement"), _("What happened.")),)
    office_form = OfficeForm("16", "restore a patent")
    keeps_fee_when_refused = True
    situations = (_("The patent has ceased"),)
    topic = Topic.FORCE
    takes = _("Some months.")
    stages = (
        Stage("advertised", _("Advertised"), _("Everybody can see it."), Begins.SUBMITTED, two_weeks, Then.DECIDE),
        Stage(
            "offered",
            _("Offered"),
            _("Pay what is due and it is restored."),
            Begins.ACCEPTED,
            two_months,
            Then.REFUSE,
            paid_to=Then.RECORD,
        ),
        Stage("minded", _("Minded to refuse"), _("Say why not."), Begins.REFUSED, two_weeks, Then.REFUSE),
    )
    examples = (
        Example(
            "offered and paid",
            ON,
            HISTORY,
            WHY,
            "owner",
            charged_pence=13500,
            stage_pence=19000,
            evidence=("statement",),
            days={"offered": date(2024, 7, 20)},
            paid_through_year=5,
        ),
        Example(
            "offered and not paid",
            ON,
            HISTORY,
            WHY,
            "owner",
            charged_pence=13500,
            evidence=("statement",),
            unpaid=frozenset({"offered"}),
            ends="refused",
        ),
        Example("refused", ON, HISTORY, WHY, "owner", charged_pence=13500, evidence=("statement",), decides="refuse",
                ends="refused"),
    )  # fmt: skip

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterable[Objection]:
        if standing.right.status not in (Status.CEASED, Status.RESTORATION_APPLIED):
            yield Objection(_("It has not ceased."))
        if on > date(2024, 12, 31):
            yield Objection(_("It is too late."))

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        yield Restored(effective_on=on)
        yield RenewalPaid(effective_on=on, year=5, amount_pence=7000, additional_pence=12000, paid_on=on)
        yield ProcedureMoved(effective_on=on, procedure="restoration", stage="completed")

    def stage_facts(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProcedureMoved(effective_on=on, procedure="restoration", stage=TOLD[stage])]

    def stage_charges(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Charge]:
        number, fee = standing.right.number, 7000 + (1000 if on >= DEARER_FROM else 0)
        yield Charge(number, _("renewal fee for year 5"), fee, (5,))
        yield Charge(number, _("additional fee for late payment"), 12000, (5,), is_additional=True)

    def ending_facts(self, ending: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProcedureMoved(effective_on=on, procedure="restoration", stage=ending)]
