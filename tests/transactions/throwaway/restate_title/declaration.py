"""An automatic type for a great many rights at once."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.facts import Fact, TitleChanged
from transactions.kind import Answers, Example, Objection, Route, Standing, Step, Topic, TransactionType, Who


class TitleForm(GovukForm):
    title = forms.CharField(label=_("Title"))


class RestateTitle(TransactionType):
    slug = "restate_title"
    prefix = "TRT"
    title = _("Restate the title")
    summary = _("Restate it.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.ANYONE})
    steps = (Step("title", _("Which title?"), TitleForm),)
    changes = frozenset({"status", "title"})
    route = Route.AUTOMATIC
    most_rights = 5000
    examples = (Example("any", date(2024, 6, 12), (), {"title": {"title": "Pump"}}),)

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterable[Objection]:
        return [Objection("Its title stays.")] if standing.right.title == "Fixed" else []

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [TitleChanged(effective_on=on, title=answers["title"]["title"])]
