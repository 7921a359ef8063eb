"""Making licences available to anybody as of right, for half the renewal fees from then on."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import LicenceOfRightEntered
from rights.interests import Exclusivity
from rights.statuses import PartyRole, Status
from transactions.kind import (
    Answers,
    Begins,
    Concern,
    Consent,
    Example,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Stage,
    Standing,
    Step,
    Then,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import all_owners_agree, everybody, owner_roles
from transactions.periods import that_day
from transactions.types.enter_licences_of_right.examples import EXAMPLES
from transactions.types.enter_licences_of_right.forms import YES, ContractForm, show_savings
from transactions.types.enter_licences_of_right.words import savings_words

KEEPS_OTHERS_OUT = frozenset({Exclusivity.EXCLUSIVE, Exclusivity.SOLE})


class EnterLicencesOfRight(TransactionType):
    """At any time after grant the owner may ask for the entry (s.46(1)); no fee (Form 28: to be confirmed)."""

    slug: ClassVar[str] = "enter_licences_of_right"
    prefix: ClassVar[str] = "LRE"
    title: ClassVar[Words] = gettext_lazy("Make licences available as of right")
    summary: ClassVar[Words] = gettext_lazy("Anybody may then have a licence, and renewal fees are half.")
    topic: ClassVar[Topic] = Topic.LICENCES
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("We would license the patent to anybody who asks"),
        gettext_lazy("We want to pay half the renewal fees"),
    )
    takes: ClassVar[Words] = gettext_lazy("About 5 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step(
            "contract",
            gettext_lazy("Does any contract keep the owner from granting licences?"),
            ContractForm,
            prepare=show_savings,
        ),
    )
    stages: ClassVar[tuple[Stage, ...]] = (
        Stage(
            "told",
            gettext_lazy("Received"),
            gettext_lazy("We tell everybody who holds a licence or a loan. An officer looks at your request next."),
            Begins.SUBMITTED,
            that_day,
            Then.DECIDE,
        ),
    )
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"licences-of-right"})
    office_form: ClassVar[OfficeForm | None] = OfficeForm("28", "enter licences of right")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = gettext_lazy(
        "After the entry anybody can demand a licence. If you cannot agree on its terms, we settle them. The entry can "
        "be cancelled only if nobody has a licence, or all who have one agree, and if you pay all that you saved."
    )
    declaration: ClassVar[Words] = gettext_lazy(
        "By submitting this you confirm, for all owners, that no contract keeps them from granting licences."
    )
    next_words: ClassVar[Words] = gettext_lazy(
        "An officer checks that nothing stands against the entry, and we tell you."
    )
    done_words: ClassVar[Words] = gettext_lazy("The register says that licences are available as of right.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Granted, not entered yet, and nothing by which the owner is precluded from licensing (s.46(1) and (2))."""
        right = standing.right
        if right.status != Status.GRANTED:
            text = _("Licences of right can be entered only for a granted patent. The register says: %(status)s.")
            yield Objection(text % {"status": Status(right.status).label})
        if right.licences_of_right_since:
            yield Objection(_("Licences are already available as of right."))
        if any(one.terms.exclusivity in KEEPS_OTHERS_OUT for one in standing.live_interests):
            yield Objection(
                _("The register has an exclusive or sole licence. It must end before the entry can be made.")
            )
        if answers.get("contract", {}).get("precluded") == YES:
            text = _("The entry cannot be made while a contract keeps the owner from granting licences")
            yield Objection(text, step_key="contract")
        if answers and (words := savings_words([standing])):
            yield Objection(words, blocking=False)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """Half fees apply to what is payable after the date of the entry (s.46(3)(d))."""
        yield LicenceOfRightEntered(effective_on=on)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """The owners, their representatives, and all who have a right in the patent."""
        return everybody(standing, gettext_lazy("Licences are now available as of right."), *everyone(standing))

    def stage_concerned(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Concern]:
        """Whoever is registered as having a right in it is told before (s.46(2): general knowledge; r.43(4))."""
        says = gettext_lazy(
            "The owner has asked for an entry that licences are available as of right. If a contract with you keeps "
            "the owner from granting licences, tell us now. After the entry you have two months to ask that it is "
            "cancelled."
        )
        return everybody(standing, says, *everyone(standing), message="change-asked", may_object=False)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """The proprietor is all the owners together, and none of them licenses without the others (s.36(3))."""
        return all_owners_agree(standing, gettext_lazy("an entry that licences are available as of right"))


def everyone(standing: Standing) -> tuple[str, ...]:
    """The roles of all whom the entry touches."""
    return (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)
