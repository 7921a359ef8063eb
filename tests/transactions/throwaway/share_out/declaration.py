"""One of the owners on the register hands over to several new ones: prepared choices and a repeated question."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, ProprietorsChanged, Published
from transactions.kind import Example, Objection, Route, Step, Topic, TransactionType, Who

OWNERS = (PartyOnRecord(name="Ada Example"), PartyOnRecord(name="Bob Example"))


class FromForm(GovukForm):
    owner = forms.ChoiceField(label=_("Which owner?"), choices=[("nobody", _("None of them"))])
    day = forms.CharField(label=_("Day"), required=False)


class OwnerForm(GovukForm):
    name = forms.CharField(label=_("Name"), max_length=50)
    share = forms.CharField(label=_("Share"))


def offer_owners(form, answers, standings):
    names = [party.name for standing in standings for party in standing.proprietors]
    form.fields["owner"].choices = [*((name, f"{name}, owner") for name in names), ("nobody", _("None of them"))]
    form.initial["day"] = f"day of {names[0]}"


class ShareOut(TransactionType):
    slug = "share_out"
    prefix = "SHA"
    title = _("Share it out")
    summary = _("Let one owner hand over to several.")
    topic = Topic.FORCE
    situations = (_("Something happened"),)
    takes = _("At once.")
    who = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps = (
        Step("from", _("Who hands over?"), FromForm, prepare=offer_owners),
        Step("owners", _("Who is a new owner?"), OwnerForm, most=3, one_more=_("Is there another new owner?")),
    )
    changes = frozenset({"owners"})
    route = Route.AUTOMATIC
    examples = (
        Example(
            "to two",
            date(2024, 6, 12),
            (
                ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907001.9", title="Valve"),
                Published(effective_on=date(2020, 11, 11), number="GB2590002"),
                ProprietorsChanged(effective_on=date(2019, 5, 10), parties=OWNERS),
            ),
            {
                "from": {"owner": "Ada Example"},
                "owners": {"items": [{"name": "Cy", "share": "1/4"}, {"name": "Di", "share": "1/4"}]},
            },
            "owner",
        ),
    )

    def objections(self, answers, standing, on):
        names = [one["name"] for one in answers.get("owners", {}).get("items", ())]
        return [Objection(_("Name each new owner once"), "owners")] if len(set(names)) < len(names) else []

    def facts(self, answers, standing, on):
        staying = [
            PartyOnRecord(name=party.name) for party in standing.proprietors if party.name != answers["from"]["owner"]
        ]
        coming = [PartyOnRecord(name=one["name"], share=one["share"]) for one in answers["owners"]["items"]]
        yield ProprietorsChanged(effective_on=on, parties=(*staying, *coming))
