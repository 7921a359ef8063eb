"""An automatic type to which every other owner must agree, and which a party to the deed may file."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, ProprietorsChanged, Published
from transactions.kind import Consent, Example, Route, Step, Topic, TransactionType, Who

ON = date(2024, 6, 12)
TO = {"to": {"owner": "New Example Ltd"}}


def history(*owners):
    return (
        ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907001.9", title="Valve"),
        Published(effective_on=date(2020, 11, 11), number="GB2590003"),
        ProprietorsChanged(effective_on=date(2019, 5, 10), parties=tuple(PartyOnRecord(name=one) for one in owners)),
    )


class ToForm(GovukForm):
    owner = forms.CharField(label=_("New owner"), max_length=100)


def tell_contacts(form, answers, standings):
    """Everything that is on record about contacts, as far as whoever fills it in may know it."""
    contacts = [contact for standing in standings for contact in standing.contacts.values()]
    form.fields["owner"].help_text = " ".join(f"{' '.join(one.lines)} {one.email}" for one in contacts)


class GiveAway(TransactionType):
    slug = "give_away"
    prefix = "GIV"
    title = _("Give it away")
    summary = _("Give it away.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    steps = (Step("to", _("Who is the new owner?"), ToForm, prepare=tell_contacts),)
    changes = frozenset({"proprietors"})
    route = Route.AUTOMATIC
    examples = (
        Example("alone", ON, history("Example Instruments Ltd"), TO, "owner"),
        Example("both agree", ON, history("Example Instruments Ltd", "Ada"), TO, "owner",
                days={"agree": date(2024, 6, 20)}),
        Example("one does not", ON, history("Example Instruments Ltd", "Ada"), TO, "owner", agree="no",
                decides="refuse", ends="refused"),
        Example("one is silent", ON, history("Example Instruments Ltd", "Ada"), TO, "owner", agree="silent",
                ends="awaiting-agreement"),
    )  # fmt: skip

    def consents(self, answers, standing):
        for owner in standing.proprietors:
            yield Consent(owner.name, owner.role, _("The whole patent is given away."))

    def facts(self, answers, standing, on):
        yield ProprietorsChanged(effective_on=on, parties=(PartyOnRecord(name=answers["to"]["owner"]),))
