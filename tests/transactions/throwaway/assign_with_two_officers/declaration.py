"""A type that two officers decide."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, Fact, Granted, ProprietorsChanged, Published
from transactions.kind import Answers, Evidence, Example, Route, Standing, Step, Topic, TransactionType, Who

ON = date(2024, 6, 12)
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907000.1", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590001"),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord(name="Old Ltd"),)),
    Granted(effective_on=date(2021, 9, 1)),
)


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
    examples = (
        Example("agreed by two", ON, HISTORY, {"owner": {"owner": "New Ltd"}}, "owner"),
        Example("with a deed", ON, HISTORY, {"owner": {"owner": "Needs Deed"}}, "owner", evidence=("deed",)),
        Example("refused", ON, HISTORY, {"owner": {"owner": "New Ltd"}}, "owner", decides="refuse", ends="refused"),
    )

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        return [ProprietorsChanged(effective_on=on, parties=(PartyOnRecord(name=answers["owner"]["owner"]),))]
