"""Taking a licence that has ended off the register; its history stays."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.interests import Exclusivity, Nature
from transactions.interests.choosing import WhichForm, chosen, offer
from transactions.interests.ending import PROOF, EndsInterest
from transactions.kind import Answers, Example, Route, Standing, Step, Words
from transactions.types.end_licence.examples import EXAMPLES
from transactions.types.end_licence.forms import HowForm

OPEN_KINDS = frozenset({Exclusivity.SOLE, Exclusivity.NON_EXCLUSIVE})


class EndLicence(EndsInterest):
    """Evidence that establishes the end, or the licensee's consent (r.47)."""

    slug: ClassVar[str] = "end_licence"
    prefix: ClassVar[str] = "LIE"
    nature: ClassVar[Nature] = Nature.LICENCE
    title: ClassVar[Words] = gettext_lazy("Take a licence off the register")
    summary: ClassVar[Words] = gettext_lazy("For a licence that has run out or was ended.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("A licence on the register has ended"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("which", gettext_lazy("Which licence has ended?"), WhichForm, prepare=offer(Nature.LICENCE)),
        Step("how", gettext_lazy("How did the licence end?"), HowForm),
        PROOF,
    )
    route: ClassVar[Route] = Route.SINGLE
    says: ClassVar[Words] = gettext_lazy("A licence was taken off the register, because it has ended.")
    agreed: ClassVar[Words] = gettext_lazy("The licence has ended and is taken off the register.")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    done_words: ClassVar[Words] = gettext_lazy("The register shows that the licence has ended.")

    def route_for(self, answers: Answers, standings: Sequence[Standing]) -> Route:
        """Two officers for an exclusive licence, and for one of which the register does not say what it is."""
        found = (chosen(answers, standing, self.nature) for standing in standings)
        exclusive = any(one is not None and one.terms.exclusivity not in OPEN_KINDS for one in found)
        return Route.TWO_PERSON if exclusive else self.route
