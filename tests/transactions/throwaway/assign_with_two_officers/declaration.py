"""A type that two officers decide."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.details import PartyOnRecord
from rights.facts import Fact, ProprietorsChanged
from transactions.kind import Answers, Evidence, Example, Route, Standing, Step, Topic, TransactionType, Who


class OwnerForm(GovukForm):
    owner = forms.CharField(label=_("New owner"))


def needs_deed(answers: Answers) -> bool:
    return answers.get("owner", {}).get("owner") == "Needs Deed"


class AssignWithTwoOfficers(TransactionType):
    slug = "assign_with_two_officers"
    prefix = "TAS"
    title = _("Assign")
    summary = _("Record a new owner.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.OWNER, Who.PARTY})
    steps = (Step("owner", _("Who is the new owner?"), OwnerForm),)
    changes = frozenset({"proprietors", "status"})
    route = Route.TWO_PERSON
    evidence = (Evidence("deed", _("The deed"), _("Signed by or for the assignor."), needed=needs_deed),)
    gives_away = True
    examples = (Example("any", date(2024, 6, 12), (), {"owner": {"owner": "New Ltd"}}, "owner"),)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProprietorsChanged(effective_on=on, parties=(PartyOnRecord(name=answers["owner"]["owner"]),))]
