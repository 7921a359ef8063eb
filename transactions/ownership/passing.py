"""The base of every type by which a right passes: the new owners, what follows for contact and agent, who is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import AddressChanged, AgentChanged, ApplicantsStated, ProprietorsChanged
from rights.standing import PartyFacts
from rights.statuses import PartyRole, Purpose
from transactions.forms.instruments import SignedOnForm, day_in, late_costs, not_yet
from transactions.forms.parties import SharedPartyForm
from transactions.kind import (
    Answers,
    Concern,
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
from transactions.ownership.forms import NEW, REMOVE, ContactForm
from transactions.ownership.shares import WHOLE, coming, owners_after
from transactions.parties import chosen_party, details_in, everybody, owner_roles, party_in, party_key, told

INSTRUMENT = Step("instrument", gettext_lazy("When was the document signed?"), SignedOnForm)
OWNERS = Step(
    "owners",
    gettext_lazy("Who is a new owner?"),
    SharedPartyForm,
    guidance=gettext_lazy("Name every new owner as the document does. The name and address will be public."),
    most=10,
    one_more=gettext_lazy("Is there another new owner?"),
)
CONTACT = Step("contact", gettext_lazy("Who deals with this right from now on?"), ContactForm)


class PassesOwnership(TransactionType):
    """One fee for each form, however many rights it names (Form 21, r.47); two officers look at it."""

    how: ClassVar[str]
    topic: ClassVar[Topic] = Topic.OWNERSHIP
    takes: ClassVar[Words] = gettext_lazy("About 15 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    route: ClassVar[Route] = Route.TWO_PERSON
    changes: ClassVar[frozenset[str]] = frozenset({"proprietors", "contact:proprietor", "agents"})
    gives_away: ClassVar[bool] = True
    keeps_fee_when_refused: ClassVar[bool] = True
    office_form: ClassVar[OfficeForm | None] = OfficeForm("21", "register a transaction, instrument or event")
    next_words: ClassVar[Words] = gettext_lazy(
        "Two officers check the document. We tell the old and the new owners what is decided."
    )
    done_words: ClassVar[Words] = gettext_lazy("The new owner is on the register.")

    def from_key(self, answers: Answers) -> str:
        """The key of the one owner from whom it passes; empty where it passes from all."""
        return ""

    def passing(self, answers: Answers, standing: Standing) -> Fraction:
        """How much of the right passes."""
        return WHOLE

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """The old owner is there, the new ones are new, their shares come to what passes, and the day is past."""
        yield from not_yet(answers, "instrument", "signed_on", on)
        yield from self._owner_left(answers, standing)
        yield from self._share_faults(answers, standing)
        day = day_in(answers, "instrument", "signed_on")
        if day is not None:
            yield from late_costs(day, on)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The owners from the day of the instrument; contact and representative from today."""
        day = day_in(answers, "instrument", "signed_on") or on
        parties = owners_after(
            standing.proprietors,
            self.new_owners(answers),
            from_key=self.from_key(answers),
            passing=self.passing(answers, standing),
        )
        if standing.named(PartyRole.PROPRIETOR) or standing.right.granted_on:
            yield ProprietorsChanged(effective_on=day, parties=parties, how=self.how)
        else:
            yield ApplicantsStated(effective_on=day, parties=parties)
        yield from self._contact_and_agent(answers, standing, on)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """Old and new owners, representatives, licensees and lenders (s.32, r.47)."""
        says = gettext_lazy("The owner of the right was changed.")
        roles = (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)
        yield from everybody(standing, says, *roles)
        for item in self.new_owners(answers):
            if item.get("email") or item.get("line_1"):
                yield told(details_in(item), says)

    def new_owners(self, answers: Answers) -> Sequence[Mapping[str, Any]]:
        """The answers about each new owner."""
        return tuple(answers.get("owners", {}).get("items", ()))

    def _owner_left(self, answers: Answers, standing: Standing) -> Iterator[Objection]:
        key = self.from_key(answers)
        if key and chosen_party(standing, key, *owner_roles(standing)) is None:
            words = {"party": key.split(":", 1)[1], "number": standing.right.number}
            yield Objection(_("%(party)s is no longer an owner of %(number)s.") % words)

    def _share_faults(self, answers: Answers, standing: Standing) -> Iterator[Objection]:
        items = self.new_owners(answers)
        if not items:
            return
        keys = [party_key(party_in(item)) for item in items]
        if len(set(keys)) < len(keys):
            yield Objection(_("You named the same new owner twice. Remove one of them"), step_key="owners")
        if not self.from_key(answers) and set(keys) == set(map(party_key, standing.proprietors)):
            yield Objection(_("These are the owners that the register already has"), step_key="owners")
        passing = self.passing(answers, standing)
        if coming(items, passing) is None:
            text = _("The shares of the new owners must come to %(share)s together, or leave all of them empty")
            share = _("the whole") if passing == WHOLE else f"{passing.numerator}/{passing.denominator}"
            yield Objection(text % {"share": share}, step_key="owners")

    def _contact_and_agent(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        chosen, items = answers.get("contact", {}), self.new_owners(answers)
        if chosen.get("contact") == NEW and items:
            details = details_in(items[0])
            yield AddressChanged(effective_on=on, purpose=Purpose.PROPRIETOR, name=details.name, particulars=details)
        if chosen.get("agent") == REMOVE and standing.agents:
            yield AgentChanged(effective_on=on, parties=())


def other_owners(standing: Standing, key: str) -> Iterable[PartyFacts]:
    """The owners but the one of the key."""
    return (party for party in standing.proprietors if party_key(party) != key)
