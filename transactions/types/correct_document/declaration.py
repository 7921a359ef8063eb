"""Correcting a document: looked at, advertised unless nobody could object, perhaps opposed, and decided."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.procedures import Procedure, ProcedureStage
from rights.statuses import PartyRole
from transactions.kind import (
    Acts,
    Answers,
    Begins,
    Concern,
    Consent,
    Evidence,
    Example,
    Exit,
    Fact,
    Objection,
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
from transactions.types.correct_document.examples import EXAMPLES
from transactions.types.correct_document.forms import NO, SPECIFICATION, DocumentForm, ReasonForm

TO_LOOK = timedelta(days=14)


def two_weeks(answers: Answers, began_on: date) -> date:
    """The office's own time to see whether anybody could object; after it the correction is advertised."""
    return began_on + TO_LOOK


STAGES = (
    Stage(
        "first-look",
        gettext_lazy("Request received"),
        gettext_lazy("We look whether anybody could reasonably object. If so, the correction is advertised."),
        Begins.SUBMITTED,
        two_weeks,
        "journal",
        (
            Exit("nobody-could-object", gettext_lazy("Nobody could reasonably object"), Then.DECIDE, Acts.OFFICER),
            Exit("advertise", gettext_lazy("Advertise it"), "journal", Acts.OFFICER),
        ),
    ),
    Stage(
        "journal",
        gettext_lazy("To be advertised"),
        gettext_lazy("The correction is advertised in the next journal."),
        Begins.BY_EXIT,
        until_next_journal,
        "advertised",
    ),
    Stage(
        "advertised",
        gettext_lazy("Advertised"),
        gettext_lazy("Anyone may oppose the correction within four weeks of the journal."),
        Begins.BY_EXIT,
        four_weeks_to_oppose,
        Then.DECIDE,
        (Exit("opposed", gettext_lazy("Somebody opposes it"), "hearing", Acts.OFFICER),),
    ),
    Stage(
        "hearing",
        gettext_lazy("Opposed"),
        gettext_lazy("Somebody opposes the correction. Both sides are heard before we decide."),
        Begins.BY_EXIT,
        no_end,
        Then.DECIDE,
        (Exit("heard", gettext_lazy("Both sides have been heard"), Then.DECIDE, Acts.OFFICER),),
    ),
)


class CorrectDocument(Proceeding):
    """An error in a document filed with the office is corrected by written request (s.117(1), r.105).

    In a specification only where it is obvious that nothing else could have been meant (r.105). Advertised unless
    nobody could reasonably object (r.105); the four weeks to oppose it are general knowledge, to be confirmed.
    """

    slug: ClassVar[str] = "correct_document"
    prefix: ClassVar[str] = "COD"
    title: ClassVar[Words] = gettext_lazy("Correct a document")
    summary: ClassVar[Words] = gettext_lazy("For an error in the specification or in another document that was filed.")
    topic: ClassVar[Topic] = Topic.RECORDS
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("There is an error in a document that we filed"),)
    takes: ClassVar[Words] = gettext_lazy(
        "About 4 weeks; 10 weeks where it is advertised, because anyone may oppose it."
    )
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("document", gettext_lazy("What is wrong?"), DocumentForm),
        Step("reasons", gettext_lazy("How did the error come about, and what shows what was meant?"), ReasonForm),
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "corrected",
            gettext_lazy("The corrected document"),
            gettext_lazy("The pages as they should be, with the correction marked."),
        ),
    )
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    route: ClassVar[Route] = Route.TWO_PERSON
    corrects: ClassVar[bool] = True
    changes: ClassVar[frozenset[str]] = frozenset({"documents"})
    most_rights: ClassVar[int] = 1
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    procedure: ClassVar[str] = Procedure.CORRECTION
    told: ClassVar[Mapping[str, str]] = {
        "first-look": ProcedureStage.APPLIED,
        "advertised": ProcedureStage.ADVERTISED,
        "hearing": ProcedureStage.OPPOSED,
    }
    next_words: ClassVar[Words] = gettext_lazy(
        "We look whether anybody could reasonably object. If so, we advertise the correction, and anyone may oppose it "
        "for four weeks. Then two officers decide."
    )
    done_words: ClassVar[Words] = gettext_lazy("The document is corrected.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """In a specification only what is obvious (r.105)."""
        said = answers.get("document", {})
        if said.get("document") == SPECIFICATION and said.get("obvious") == NO:
            text = _(
                "In a specification only an error can be corrected of which it is obvious at once what was meant "
                "(rule 105). Anything else is an amendment."
            )
            yield Objection(text, step_key="document")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The request is at its end; what the document says is no part of the register."""
        yield self.completed(on)

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """The owners, their representatives, licensees and lenders."""
        roles = (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)
        return everybody(standing, gettext_lazy("A document of the right was corrected."), *roles)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """What the document says concerns all the owners together."""
        return all_owners_agree(standing, gettext_lazy("the correction of the document"))
