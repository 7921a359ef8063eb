"""Registering that an owner was merged or succeeded by law; the party that vanished signs nothing."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.facts import ProprietorsChanged
from rights.statuses import Devolution
from transactions.kind import Answers, Evidence, Example, Fact, Standing, Step, Words
from transactions.ownership.passing import CONTACT, OWNERS, PassesOwnership
from transactions.ownership.shares import WHOLE, owned
from transactions.parties import offer_owners
from transactions.types.register_merger.examples import EXAMPLES
from transactions.types.register_merger.forms import EffectiveForm, EventForm


class RegisterMerger(PassesOwnership):
    """What one owner had passes to its successors by operation of law; evidence that establishes it (r.47)."""

    slug: ClassVar[str] = "register_merger"
    prefix: ClassVar[str] = "MRG"
    how: ClassVar[str] = Devolution.MERGER
    title: ClassVar[Words] = gettext_lazy("Register a merger or succession")
    summary: ClassVar[Words] = gettext_lazy("For an owner that was merged, or whose rights passed by law.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The company that owns it was merged or reorganised"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("event", gettext_lazy("What happened?"), EventForm, prepare=offer_owners),
        Step("instrument", gettext_lazy("When did it take effect?"), EffectiveForm),
        OWNERS,
        CONTACT,
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "proof",
            gettext_lazy("Certificate of merger, or an extract of the companies register"),
            gettext_lazy("It must show the old and the new company and the day. Nobody has to sign for the old one."),
        ),
    )
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES

    def from_key(self, answers: Answers) -> str:
        """The owner that was merged."""
        return str(answers.get("event", {}).get("party", ""))

    def passing(self, answers: Answers, standing: Standing) -> Fraction:
        """All that this owner had."""
        return owned(standing.proprietors).get(self.from_key(answers), WHOLE)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """As the event says how it passed."""
        for fact in super().facts(answers, standing, on):
            if isinstance(fact, ProprietorsChanged):
                yield ProprietorsChanged(
                    effective_on=fact.effective_on, parties=fact.parties, how=answers["event"]["kind"]
                )
            else:
                yield fact
