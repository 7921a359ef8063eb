"""Registering what happens to a right when its owner dies."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.statuses import Devolution
from transactions.kind import Answers, Evidence, Example, Objection, Standing, Step, Words
from transactions.ownership.passing import CONTACT, OWNERS, PassesOwnership
from transactions.ownership.shares import WHOLE, owned
from transactions.parties import chosen_party, offer_owners, owner_roles
from transactions.types.register_death.examples import EXAMPLES
from transactions.types.register_death.forms import HEIRS, DayForm, WhoForm


def to_heirs(answers: Answers) -> bool:
    """Whether the executors have assented already; else the grant of probate is enough."""
    return bool(answers.get("who", {}).get("to") == HEIRS)


class RegisterDeath(PassesOwnership):
    """A right vests by law in the executors, by their written assent in whoever inherits (ss.30(3) and 30(6))."""

    slug: ClassVar[str] = "register_death"
    prefix: ClassVar[str] = "DTH"
    how: ClassVar[str] = Devolution.DEATH
    title: ClassVar[Words] = gettext_lazy("Register the death of an owner")
    summary: ClassVar[Words] = gettext_lazy("For executors, administrators and those who inherit a right.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The owner has died"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("who", gettext_lazy("Who has died?"), WhoForm, prepare=offer_owners),
        Step("instrument", gettext_lazy("From which day?"), DayForm),
        OWNERS,
        CONTACT,
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "probate",
            gettext_lazy("Grant of probate or letters of administration"),
            gettext_lazy("A copy of the whole grant. The death certificate is not needed beside it."),
        ),
        Evidence(
            "assent",
            gettext_lazy("The signed assent"),
            gettext_lazy("By which the executors give the right to those who inherit it."),
            needed=to_heirs,
        ),
    )
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES

    def from_key(self, answers: Answers) -> str:
        """The owner who died."""
        return str(answers.get("who", {}).get("party", ""))

    def passing(self, answers: Answers, standing: Standing) -> Fraction:
        """All that this owner had; what co-owners have is not touched (s.36(1))."""
        return owned(standing.proprietors).get(self.from_key(answers), WHOLE)

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Beside the common rules: a company does not die."""
        yield from super().objections(answers, standing, on)
        party = chosen_party(standing, self.from_key(answers), *owner_roles(standing))
        if party is not None and party.company_number:
            yield Objection(
                _("%(name)s is a company. If it was dissolved or merged, ask for that instead") % {"name": party.name},
                step_key="who",
            )
