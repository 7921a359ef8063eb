"""Registering a licence: exclusive, sole or non-exclusive, for a field, a territory and a time."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.facts import InterestRegistered
from transactions.forms.instruments import day_in
from transactions.interests.base import new_holders
from transactions.interests.licences import DATES, HOLDERS, KIND, LIMITS, REASON, StatesLicence
from transactions.kind import Answers, Example, Fact, Route, Standing, Step, Words
from transactions.parties import party_in
from transactions.types.register_licence.examples import EXAMPLES


class RegisterLicence(StatesLicence):
    """Until it is registered, a later buyer who does not know of it is not bound by it (s.33(1))."""

    slug: ClassVar[str] = "register_licence"
    prefix: ClassVar[str] = "LIC"
    title: ClassVar[Words] = gettext_lazy("Register a licence")
    summary: ClassVar[Words] = gettext_lazy("For a right that somebody else was allowed to use.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("Somebody else may use it under a licence"),)
    steps: ClassVar[tuple[Step, ...]] = (HOLDERS, KIND, REASON, LIMITS, DATES)
    route: ClassVar[Route] = Route.SINGLE
    says: ClassVar[Words] = gettext_lazy("A licence was registered.")
    agreed: ClassVar[Words] = gettext_lazy("A licence is granted and registered.")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    done_words: ClassVar[Words] = gettext_lazy("The licence is on the register.")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """A licence with the next number, of the day of its document."""
        yield InterestRegistered(
            effective_on=day_in(answers, "instrument", "signed_on") or on,
            number=standing.next_interest,
            nature=self.nature,
            holders=tuple(party_in(item) for item in new_holders(answers)),
            **self.terms(answers),
        )
