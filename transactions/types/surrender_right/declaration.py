"""Surrendering a right: offered, advertised, perhaps opposed, and given up on the day on which the journal says so."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from rights.facts import Ended
from rights.journal.days import next_journal_on
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import PartyRole, Purpose, Status
from transactions.kind import (
    Acts,
    Answers,
    Begins,
    Concern,
    Consent,
    Example,
    Exit,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Stage,
    Standing,
    Step,
    Then,
    Topic,
    Who,
    Words,
)
from transactions.parties import all_owners_agree, everybody, owner_roles
from transactions.periods import four_weeks_to_oppose, no_end, until_next_journal
from transactions.proceedings import Proceeding
from transactions.types.surrender_right.examples import EXAMPLES
from transactions.types.surrender_right.forms import ActionsForm, PersonForm

HOLDERS = (PartyRole.LICENSEE, PartyRole.MORTGAGEE)

STAGES = (
    Stage(
        "offered",
        gettext_lazy("Offer received"),
        gettext_lazy("We advertise the offer in the next journal."),
        Begins.SUBMITTED,
        until_next_journal,
        "advertised",
    ),
    Stage(
        "advertised",
        gettext_lazy("Offer advertised"),
        gettext_lazy("Anyone may oppose the surrender within four weeks of the journal."),
        Begins.BY_EXIT,
        four_weeks_to_oppose,
        Then.DECIDE,
        (Exit("opposed", gettext_lazy("Somebody opposes it"), "hearing", Acts.OFFICER),),
    ),
    Stage(
        "hearing",
        gettext_lazy("Opposed"),
        gettext_lazy("Somebody opposes the surrender. Both sides are heard before we decide."),
        Begins.BY_EXIT,
        no_end,
        Then.DECIDE,
        (Exit("heard", gettext_lazy("Both sides have been heard"), Then.DECIDE, Acts.OFFICER),),
    ),
    Stage(
        "publication",
        gettext_lazy("Accepted"),
        gettext_lazy("The surrender takes effect on the day of the next journal, which says that it was accepted."),
        Begins.ACCEPTED,
        until_next_journal,
        Then.RECORD,
    ),
)


class SurrenderRight(Proceeding):
    """An owner may offer to surrender a patent at any time; there is no form and no fee (s.29(1), r.42)."""

    slug: ClassVar[str] = "surrender_right"
    prefix: ClassVar[str] = "SUR"
    title: ClassVar[Words] = gettext_lazy("Surrender a right")
    summary: ClassVar[Words] = gettext_lazy("Give up a right that is in force, for good.")
    topic: ClassVar[Topic] = Topic.FORCE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("We want to give the right up for good"),)
    takes: ClassVar[Words] = gettext_lazy("About 8 weeks, because anyone may oppose it for four of them.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("actions", gettext_lazy("Pending actions"), ActionsForm),
        Step("person", gettext_lazy("Who can we ask about the offer?"), PersonForm),
    )
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"status"})
    gives_away: ClassVar[bool] = True
    office_form: ClassVar[OfficeForm | None] = OfficeForm("surrender", "offer to surrender (s.29)")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    procedure: ClassVar[str] = Procedure.SURRENDER
    told: ClassVar[Mapping[str, str]] = {
        "offered": ProcedureStage.APPLIED,
        "advertised": ProcedureStage.ADVERTISED,
        "hearing": ProcedureStage.OPPOSED,
        "publication": ProcedureStage.ACCEPTED,
    }
    before_you_start: ClassVar[Words] = gettext_lazy(
        "A surrender cannot be undone. From the day on which it takes effect nobody can be stopped from using what the "
        "right protected, and a licence or a loan that depends on it may be broken. If you only want to stop paying, "
        "you need not surrender: a right that is not renewed ends by itself."
    )
    declaration: ClassVar[Words] = gettext_lazy(
        "By submitting this you offer to surrender the right, for all its owners, and confirm that what you told us "
        "about pending actions is true and complete."
    )
    submit_words: ClassVar[Words] = gettext_lazy("Offer to surrender")
    next_words: ClassVar[Words] = gettext_lazy(
        "We advertise your offer in the journal and tell those who hold a licence or a loan. After four weeks an "
        "officer decides. Until the surrender takes effect you can withdraw it."
    )
    done_words: ClassVar[Words] = gettext_lazy("The right has been surrendered.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Only a granted right can be surrendered (s.29(1)); the offer needs an address for service (r.42, r.103)."""
        right = standing.right
        if right.status != Status.GRANTED:
            text = _("Only a right that is in force can be surrendered. The register says of %(number)s: %(status)s.")
            yield Objection(text % {"number": right.number, "status": Status(right.status).label})
        if not {Purpose.SERVICE, Purpose.PROPRIETOR} & set(standing.contacts):
            text = _("The register has no address at which the owner of %(number)s can be reached. Give one first.")
            yield Objection(text % {"number": right.number})
        names = "; ".join(one.name for role in HOLDERS for one in standing.named(role) if one.name)
        if names:
            text = _("We will tell these holders of a licence or a loan, who may oppose it: %(names)s.")
            yield Objection(text % {"names": names}, blocking=False)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """It ends on the day on which notice of the acceptance is published (s.29(3): general knowledge)."""
        effective_on = published_on(standing, on)
        yield Ended(effective_on=effective_on, how=Status.SURRENDERED)
        yield self.completed(effective_on)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """The owners, their representatives, licensees and lenders."""
        return everybody(standing, gettext_lazy("The right was surrendered."), *everyone(standing))

    def stage_concerned(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Concern]:
        """When it is offered, the same people; telling licensees and lenders is good practice, no rule."""
        if stage == "offered":
            last = four_weeks_to_oppose(answers, next_journal_on(on))
            text = _("The owner has offered to surrender the right. You can oppose this until %(day)s.")
            says = text % {"day": day_words(last)}
            yield from everybody(standing, says, *everyone(standing), message="change-asked", may_object=False)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """The proprietor is all the owners together (s.29(1), s.36)."""
        return all_owners_agree(standing, gettext_lazy("that the right is surrendered, which cannot be undone"))


def everyone(standing: Standing) -> tuple[str, ...]:
    """The roles of all whom a surrender touches."""
    return (*owner_roles(standing), PartyRole.AGENT, *HOLDERS)


def published_on(standing: Standing, on: date) -> date:
    """The day of the first journal after the acceptance that the register tells of."""
    offer = standing.open_procedure(Procedure.SURRENDER)
    is_accepted = offer is not None and offer.stage == ProcedureStage.ACCEPTED
    return next_journal_on(offer.moved_on) if offer and is_accepted else on
