"""A type that only waits and watches, until its filer has heard enough."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, Fact, Granted, ProprietorsChanged, Published
from transactions.kind import (
    Answers,
    Begins,
    Example,
    Route,
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
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord(name="Old Ltd"),)),
    Granted(effective_on=date(2021, 9, 1)),
)


class EmailForm(GovukForm):
    email = forms.EmailField(label=_("Email"))


class KeepAnEye(TransactionType):
    slug = "keep_an_eye"
    prefix = "TKE"
    title = _("Keep an eye on it")
    summary = _("Hear what is entered.")
    who = frozenset({Who.ANYONE})
    steps = (Step("email", _("Where should we write?"), EmailForm),)
    changes = frozenset({"eye"})
    route = Route.AUTOMATIC
    situations = (_("I want to hear of changes"),)
    topic = Topic.RECORDS
    takes = _("As long as you like.")
    stages = (
        Stage(
            "watching",
            _("Watching"),
            _("We tell you what is entered."),
            Begins.SUBMITTED,
            lambda answers, on: None,
            Then.DECIDE,
            watches=frozenset({"proprietors-changed", "renewal-paid", "address-changed"}),
        ),
    )
    examples = (
        Example("for ever", date(2024, 6, 12), HISTORY, {"email": {"email": "watcher@example.com"}}, ends="waiting"),
    )

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return ()

    def receipt_email(self, answers: Answers) -> str:
        return str(answers.get("email", {}).get("email", ""))
