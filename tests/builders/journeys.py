"""Whole journeys of examples: from the draft through payments, waits and officers to the end, on the example's days."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from builders.filings import an_officer, example_filer, example_right, filed, fresh, keep_ours, morning_of, paid

from core.actor import Applicant, Officer, Public
from core.days import LONDON, legal_day
from rights.closing import close_day
from rights.models import Right
from transactions.closing import held_rights
from transactions.kind import Acts
from transactions.models import ConsentRequest, Filing
from transactions.parts import Example
from transactions.services import decide, record_on_paper
from transactions.stages import end_stages, stage_of, take_exit
from transactions.states import ENDED

MOST_TURNS = 30
WITH_THE_OFFICE = ("in-queue", "recommended")

DECIDING = ("formalities_officer", "register_administrator")
"""Whoever may decide requests of any type."""


@dataclass
class Walk:
    """One journey and how far it has come; ``at`` never goes back."""

    example: Example
    right: Right
    by: Applicant | Public
    at: datetime
    filing: Filing = field(init=False)
    officers: list[Officer] = field(default_factory=list)
    decisions: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        said = self.example.decides
        self.decisions = iter((said,) if isinstance(said, str) else said)

    @property
    def officer(self) -> Officer:
        """The first officer; the second one agrees with the first."""
        if not self.officers:
            emails = ("first@office.example", "second@office.example")
            self.officers = [an_officer(self.at, email=email, roles=DECIDING) for email in emails]
        return self.officers[0]

    def come_to(self, name: str) -> None:
        """The morning of the day that the example gives for what is done next."""
        day = self.example.days.get(name)
        self.at = max(self.at, datetime.combine(day, time(9), LONDON)) if day else self.at


def journey(example: Example, slug: str) -> tuple[Filing, Right]:
    """The example walked to where nothing more can be done."""
    walk = walked(example, slug)
    return walk.filing, walk.right


def walked(example: Example, slug: str, *, to_stage: str = "") -> Walk:
    """The example walked to its end, or as far as the stage."""
    right = example_right(example)
    walk = Walk(example, right, example_filer(example, right), morning_of(example))
    answers, evidence = example.answers, example.evidence
    walk.filing = filed(slug, [right], answers, by=walk.by, at=walk.at, evidence=evidence)
    for _ in range(MOST_TURNS):
        keep_ours(walk.at)
        walk.filing = fresh(walk.filing)
        if walk.filing.state in ENDED or walk.filing.stage == to_stage != "" or not go_on(walk):
            break
    return walk


def go_on(walk: Walk) -> bool:
    """Does what comes next; False where only somebody outside the example could go on."""
    if walk.filing.state == "awaiting-payment":
        paid(walk.filing, by=walk.by, at=walk.at)
        return True
    if walk.filing.state == "awaiting-agreement":
        return agreed(walk)
    if walk.filing.state in WITH_THE_OFFICE:
        return decided(walk)
    return walk.filing.state == "waiting" and waited(walk)


def agreed(walk: Walk) -> bool:
    """Whoever was asked agrees on signed paper, or says no; those who are silent are never heard of."""
    if walk.example.agree == "silent":
        return False
    walk.come_to("agree")
    asked = ConsentRequest.everything.filter(filing=walk.filing, state="waiting").order_by("pk")
    agrees = walk.example.agree == "yes"
    for request in asked if agrees else asked[:1]:
        record_on_paper(request, agrees=agrees, note="Signed that day.", by=walk.officer, at=walk.at)
    return True


def decided(walk: Walk) -> bool:
    """The officers decide, the second one as the first."""
    said = next(walk.decisions, None)
    if said is None:
        return False
    walk.come_to("decide")
    first = decide(walk.filing.reference, accept=said == "accept", by=walk.officer, at=walk.at, why="As the law says.")
    if first.state == "recommended":
        decide(walk.filing.reference, accept=said == "accept", by=walk.officers[1], at=walk.at, why="As the law says.")
    return True


def waited(walk: Walk) -> bool:
    """Takes the exit of the example, pays what is due, or lets the time of the wait go by."""
    stage = stage_of(walk.filing)
    if stage is None:
        return False
    if key := walk.example.stage_exits.get(stage.key):
        walk.come_to(stage.key)
        (way,) = (way for way in stage.exits if way.key == key)
        take_exit(walk.filing, key, by=walk.by if way.by == Acts.FILER else walk.officer, at=walk.at)
        return True
    if stage.paid_to and stage.key not in walk.example.unpaid:
        walk.come_to(stage.key)
        paid(walk.filing, by=walk.by, at=walk.at)
        return True
    return time_passes(walk)


def time_passes(walk: Walk) -> bool:
    """The morning after the wait's last day, with all that the day's closing does."""
    if walk.filing.stage_ends_on is None:
        return False
    walk.at = max(walk.at, datetime.combine(walk.filing.stage_ends_on + timedelta(days=1), time(9), LONDON))
    on = legal_day(walk.at)
    ended = end_stages(on, at=walk.at)
    close_day(on, at=walk.at, held=held_rights(on))
    return ended > 0
