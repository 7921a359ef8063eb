"""Watching a right: whoever asked is told of the chosen events until they stop it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transactions.kind import (
    Acts,
    Answers,
    Begins,
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
    TransactionType,
    Who,
    Words,
)
from transactions.periods import no_end
from transactions.types.watch_right.examples import EXAMPLES
from transactions.types.watch_right.forms import EVENTS, EventsForm, WhereForm

WATCHING = Stage(
    "watching",
    gettext_lazy("Watching"),
    gettext_lazy("We tell you of every entry that you asked for, until you stop it."),
    Begins.SUBMITTED,
    no_end,
    Then.RECORD,
    (Exit("stop", gettext_lazy("Stop watching"), Then.RECORD, Acts.FILER),),
    watches=frozenset(fact.kind for kinds in EVENTS.values() for fact in kinds),
)


class WatchRight(TransactionType):
    """A caveat, which anyone may enter (Form 49; that and its fee are general knowledge, to be confirmed)."""

    slug: ClassVar[str] = "watch_right"
    prefix: ClassVar[str] = "CAV"
    title: ClassVar[Words] = gettext_lazy("Watch a right")
    summary: ClassVar[Words] = gettext_lazy("Be told when something is entered on it.")
    topic: ClassVar[Topic] = Topic.RECORDS
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("I want to be told when something happens to a right of somebody else"),
    )
    takes: ClassVar[Words] = gettext_lazy("At once, when your payment is confirmed. It lasts until you stop it.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.ANYONE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("events", gettext_lazy("What do you want to hear of?"), EventsForm),
        Step("where", gettext_lazy("Where should we write?"), WhereForm),
    )
    stages: ClassVar[tuple[Stage, ...]] = (WATCHING,)
    route: ClassVar[Route] = Route.AUTOMATIC
    changes: ClassVar[frozenset[str]] = frozenset()
    stopped_by_hold: ClassVar[bool] = False
    keeps_fee_when_refused: ClassVar[bool] = True
    office_form: ClassVar[OfficeForm | None] = OfficeForm("49", "caveat")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    declaration: ClassVar[Words] = gettext_lazy("Check that these are the rights you want to watch.")
    submit_words: ClassVar[Words] = gettext_lazy("Continue to payment")
    next_words: ClassVar[Words] = gettext_lazy("From now on we tell you. You can stop it on the page of this request.")
    done_words: ClassVar[Words] = gettext_lazy("You are not told any more.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Of an unpublished application nothing may be told (s.118(2))."""
        if standing.right.published_on is None or standing.right.is_withheld:
            yield Objection(_("Nothing of this right is open to the public yet, so it cannot be watched (s.118)."))

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The register does not tell who watches."""
        return ()

    def watched(self, stage: Stage, answers: Answers) -> frozenset[str]:
        """The chosen events."""
        return frozenset(fact.kind for event in answers["events"]["events"] for fact in EVENTS[event])

    def receipt_email(self, answers: Answers) -> str:
        """Where the watcher is told."""
        return str(answers.get("where", {}).get("email", ""))
