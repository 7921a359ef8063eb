"""Changing a registered licence: its kind, limits, days or holders, stated anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from rights.details import PartyOnRecord
from rights.facts import InterestAmended
from rights.interests import Exclusivity, InterestState, Nature, Terms
from transactions.forms.instruments import day_in
from transactions.interests.base import new_holders
from transactions.interests.choosing import WhichForm, chosen, gone, holders_of, offer
from transactions.interests.licences import DATES, HOLDERS, KIND, LIMITS, REASON, StatesLicence
from transactions.kind import Answers, Example, Fact, Objection, Route, Standing, Step, Words
from transactions.parties import on_record, party_in
from transactions.types.amend_licence.examples import EXAMPLES
from transactions.types.amend_licence.forms import NEW, WhoForm, fill_in


def has_new_holders(answers: Answers) -> bool:
    """Whether the holders are to be named anew."""
    return bool(answers.get("who", {}).get("holders") == NEW)


class AmendLicence(StatesLicence):
    """Two officers look at it where an exclusive licence would be taken from its holder, as at its end."""

    slug: ClassVar[str] = "amend_licence"
    prefix: ClassVar[str] = "LIA"
    title: ClassVar[Words] = gettext_lazy("Change a registered licence")
    summary: ClassVar[Words] = gettext_lazy("For a licence on the register with other terms or another licensee.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("A licence on the register has changed"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("which", gettext_lazy("Which licence has changed?"), WhichForm, prepare=offer(Nature.LICENCE)),
        Step("who", gettext_lazy("Who has the licence now?"), WhoForm),
        replace(HOLDERS, applies=has_new_holders),
        replace(KIND, prepare=fill_in),
        REASON,
        replace(LIMITS, prepare=fill_in),
        replace(
            DATES,
            title=gettext_lazy("When was the change signed, and how long does the licence run?"),
            prepare=fill_in,
        ),
    )
    route: ClassVar[Route] = Route.SINGLE
    says: ClassVar[Words] = gettext_lazy("A licence on the register was changed.")
    agreed: ClassVar[Words] = gettext_lazy("A licence is changed.")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    done_words: ClassVar[Words] = gettext_lazy("The licence on the register is changed.")

    def route_for(self, answers: Answers, standings: Sequence[Standing]) -> Route:
        """Two where an exclusive licence becomes another's, or no longer exclusive."""
        found = [chosen(answers, standing, self.nature) for standing in standings]
        exclusive = any(one is not None and one.terms.exclusivity == Exclusivity.EXCLUSIVE for one in found)
        stays = answers.get("kind", {}).get("exclusivity") == Exclusivity.EXCLUSIVE and not has_new_holders(answers)
        return Route.TWO_PERSON if exclusive and not stays else self.route

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """The licence is still there, the change is younger than it, and something is different."""
        yield from gone(answers, standing, self.nature)
        yield from super().objections(answers, standing, on)
        one, signed_on = chosen(answers, standing, self.nature), day_in(answers, "instrument", "signed_on")
        if one is None or signed_on is None:
            return
        if signed_on < one.since_on:
            text = _("The change must not be older than the licence, which is of %(day)s")
            yield Objection(text % {"day": day_words(one.since_on)}, step_key="instrument")
        if "limits" in answers and not self._is_different(answers, standing, one):
            yield Objection(_("This is what the register already says. Change something"), step_key="limits")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The licence as it is from the day of the change, with all that stays."""
        one = chosen(answers, standing, self.nature)
        if one is not None:
            yield InterestAmended(
                effective_on=day_in(answers, "instrument", "signed_on") or on,
                number=one.number,
                nature=self.nature,
                holders=self._holders(answers, standing, one),
                **self.terms(answers),
            )

    def _holders(self, answers: Answers, standing: Standing, one: InterestState) -> tuple[PartyOnRecord, ...]:
        if has_new_holders(answers):
            return tuple(party_in(item) for item in new_holders(answers))
        return tuple(on_record(party) for party in holders_of(standing, one))

    def _is_different(self, answers: Answers, standing: Standing, one: InterestState) -> bool:
        names = {party.name for party in holders_of(standing, one)}
        after = {party.name for party in self._holders(answers, standing, one)}
        return names != after or Terms(**self.terms(answers), share=one.terms.share) != one.terms
