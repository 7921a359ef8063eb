"""An automatic type that takes the place of form 21, whose fee is due once for each filing."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.facts import Fact, TitleChanged
from transactions.kind import (
    Answers,
    Example,
    Objection,
    OfficeForm,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
)


class TitleForm(GovukForm):
    title = forms.CharField(label=_("Title"))


class RegisterByForm(TransactionType):
    slug = "register_by_form"
    prefix = "TRF"
    title = _("Register by form")
    summary = _("Register it.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.ANYONE})
    steps = (Step("title", _("Which title?"), TitleForm),)
    changes = frozenset({"title"})
    route = Route.AUTOMATIC
    office_form = OfficeForm("21", "register a transaction, instrument or event")
    examples = (Example("any", date(2024, 6, 12), (), {"title": {"title": "Pump"}}),)

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterable[Objection]:
        return [Objection("Its title stays.")] if standing.right.title == "Fixed" else []

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [TitleChanged(effective_on=on, title=answers["title"]["title"])]
