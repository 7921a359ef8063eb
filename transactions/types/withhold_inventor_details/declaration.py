"""Withholding what identifies an inventor, before the application is published."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.details import Details, PartyOnRecord
from rights.facts import InventorsStated, Withheld
from rights.standing import PartyFacts
from rights.statuses import PartyRole
from transactions.kind import (
    Answers,
    Concern,
    Example,
    Fact,
    Objection,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import chosen_party, everybody, on_record, owner_roles, party_key
from transactions.types.withhold_inventor_details.examples import EXAMPLES
from transactions.types.withhold_inventor_details.forms import ADDRESS, InventorForm, offer_inventors


class WithholdInventorDetails(TransactionType):
    """An inventor's address is left out as of right, the name too for reasons that the office accepts (r.11)."""

    slug: ClassVar[str] = "withhold_inventor_details"
    prefix: ClassVar[str] = "INV"
    title: ClassVar[Words] = gettext_lazy("Keep an inventor’s details off the register")
    summary: ClassVar[Words] = gettext_lazy("Before publication only: the address, or the name and the address.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("An inventor does not want to be named in public"),)
    takes: ClassVar[Words] = gettext_lazy("About 5 working days. Ask early: it is too late once we prepare to publish.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("inventor", gettext_lazy("Whose details are they?"), InventorForm, prepare=offer_inventors),
    )
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"inventors"})
    stopped_by_hold: ClassVar[bool] = False
    most_rights: ClassVar[int] = 1
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    next_words: ClassVar[Words] = gettext_lazy("An officer decides before the application is published.")
    done_words: ClassVar[Words] = gettext_lazy("The details are not shown to anybody.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """What is public cannot be made secret: only before publication (r.11)."""
        right = standing.right
        if right.published_on is not None:
            yield Objection(_("This right is published already, and its inventors with it (rule 11)."))
        if not any(party.name and not party.is_withheld for party in standing.named(PartyRole.INVENTOR)):
            yield Objection(_("The register names no inventor of this right whose details could be withheld."))
        if "inventor" in answers and self._inventor(answers, standing) is None:
            yield Objection(_("The inventor that you chose is not on the register any more. Start again."))

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The particulars are withheld; where only the address goes, the inventors are stated anew without it."""
        inventor = self._inventor(answers, standing)
        if inventor is None:
            return
        if answers["inventor"]["what"] == ADDRESS:
            key, all_of_them = party_key(inventor), standing.named(PartyRole.INVENTOR)
            yield InventorsStated(effective_on=on, parties=tuple(_stated(party, key) for party in all_of_them))
        if inventor.particulars:
            yield Withheld(effective_on=on, references=(inventor.particulars,))

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """The applicants and their representatives."""
        says = gettext_lazy("Details of an inventor are not shown any more.")
        return everybody(standing, says, *owner_roles(standing), PartyRole.AGENT)

    def _inventor(self, answers: Answers, standing: Standing) -> PartyFacts | None:
        return chosen_party(standing, str(answers.get("inventor", {}).get("inventor", "")), PartyRole.INVENTOR)


def _stated(party: PartyFacts, without_address: str) -> PartyOnRecord:
    if party_key(party) != without_address:
        return on_record(party)
    named = Details(country="", name=party.name)
    return PartyOnRecord(party.name, party.person, party.company_number, party.share, party.since_on, named)
