"""Appointing a representative: who it is, what it may do, and until when."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import AddressChanged, AgentChanged, AuthorityGiven, PartyOnRecord
from rights.statuses import PartyRole, Purpose
from transactions.forms.authority import APPROVES, ScopeForm
from transactions.forms.instruments import day_in
from transactions.kind import (
    Answers,
    Concern,
    Consent,
    Example,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import details_in, everybody, on_record, owner_roles, told
from transactions.types.appoint_representative.examples import EXAMPLES
from transactions.types.appoint_representative.forms import INSTEAD, YES, FirmForm, PlaceForm

OWNER = "owner"


class AppointRepresentative(TransactionType):
    """A new agent on the register (r.101); that Form 51 is free is general knowledge, to be confirmed."""

    slug: ClassVar[str] = "appoint_representative"
    prefix: ClassVar[str] = "AGT"
    title: ClassVar[Words] = gettext_lazy("Appoint or change a representative")
    summary: ClassVar[Words] = gettext_lazy("For a patent attorney or somebody else who acts for the owner.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("Somebody is to act for the owner"),
        gettext_lazy("We have taken over from another firm"),
    )
    takes: ClassVar[Words] = gettext_lazy("About 5 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("firm", gettext_lazy("Who is the representative?"), FirmForm),
        Step("place", gettext_lazy("What changes on the register?"), PlaceForm),
        Step("scope", gettext_lazy("What may the representative do?"), ScopeForm),
    )
    office_form: ClassVar[OfficeForm | None] = OfficeForm("51", "appoint or change a representative")
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"agents", "contact:service"})
    by_list: ClassVar[bool] = True
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    next_words: ClassVar[Words] = gettext_lazy(
        "If the owner did not send this, we ask the owner. Then an officer enters it, and we tell everybody concerned."
    )
    done_words: ClassVar[Words] = gettext_lazy("The representative is on the register.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """An authority that has already ended is none; the same firm twice is no change."""
        until_on = day_in(answers, "scope", "until_on")
        if until_on is not None and until_on < on:
            yield Objection(_("The last day must be today or in the future"), step_key="scope")
        name = answers.get("firm", {}).get("name")
        staying = answers.get("place", {}).get("place") not in (INSTEAD, None)
        if staying and name in {party.name for party in standing.agents}:
            yield Objection(_("%(name)s is on the register already") % {"name": name}, step_key="firm")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The agents, the address for service if it goes along, and what the agent may do."""
        details, place, scope = details_in(answers["firm"]), answers["place"], answers["scope"]
        new = PartyOnRecord(name=details.name, details=details)
        staying = [] if place["place"] == INSTEAD else [on_record(party) for party in standing.agents]
        yield AgentChanged(effective_on=on, parties=(*staying, new))
        if place["service"] == YES:
            yield AddressChanged(effective_on=on, purpose=Purpose.SERVICE, name=details.name, particulars=details)
        yield AuthorityGiven(
            effective_on=on,
            agent=details.name,
            types=tuple(scope.get("types") or ()),
            owner_approves=scope["approval"] == APPROVES,
            until_on=day_in(answers, "scope", "until_on"),
        )

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """The owners, the outgoing representative at once, and the new one."""
        says = gettext_lazy("The representative on the register was changed.")
        yield from everybody(standing, says, *owner_roles(standing), PartyRole.AGENT)
        yield told(details_in(answers["firm"]), says)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """Only the owner gives authority: where somebody else asks, every owner must agree."""
        if standing.relation == OWNER:
            return
        for party in standing.proprietors:
            yield Consent(party.name, party.role, gettext_lazy("the appointment of a representative"))
