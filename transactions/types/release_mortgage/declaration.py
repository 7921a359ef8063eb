"""Releasing a mortgage or another security; its history stays on the register."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.interests import EndedHow, Nature
from transactions.interests.choosing import WhichForm, offer
from transactions.interests.ending import PROOF, EndsInterest
from transactions.kind import Example, Route, Step, Words
from transactions.types.release_mortgage.examples import EXAMPLES
from transactions.types.release_mortgage.forms import DayForm


class ReleaseMortgage(EndsInterest):
    """The holder's consent, or evidence of the release (r.47); two officers look at it."""

    slug: ClassVar[str] = "release_mortgage"
    prefix: ClassVar[str] = "REL"
    nature: ClassVar[Nature] = Nature.MORTGAGE
    ends_how: ClassVar[EndedHow] = EndedHow.RELEASED
    title: ClassVar[Words] = gettext_lazy("Release a mortgage or another security")
    summary: ClassVar[Words] = gettext_lazy("For a security that the lender has given up, such as after repayment.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The loan that it secured has been paid back"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("which", gettext_lazy("Which security was released?"), WhichForm, prepare=offer(Nature.MORTGAGE)),
        Step("how", gettext_lazy("When was it released?"), DayForm),
        PROOF,
    )
    route: ClassVar[Route] = Route.TWO_PERSON
    gives_away: ClassVar[bool] = True
    says: ClassVar[Words] = gettext_lazy("A mortgage or another security was released.")
    agreed: ClassVar[Words] = gettext_lazy("The security is released and taken off the register.")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = gettext_lazy(
        "A release cannot be taken back here. The owner would have to give the security again."
    )
    next_words: ClassVar[Words] = gettext_lazy(
        "Two officers look at it, once the holder agrees or the document shows it. The holder is told."
    )
    done_words: ClassVar[Words] = gettext_lazy("The register shows that the security was released.")
