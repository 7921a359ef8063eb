"""Instructions as pages list them: what waits for an answer, what was asked, told, and is over."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from core.actor import Acting
from rights.models import Instruction
from rights.models.instructions import IN_FORCE as ANSWERED
from rights.models.instructions import WAITS

TO_ANSWER, ASKED, IN_FORCE, GIVEN, OVER = "to-answer", "asked", "in-force", "given", "over"
COLUMNS = {TO_ANSWER: "due_on", ASKED: "due_on", IN_FORCE: "answered_at", GIVEN: "answered_at", OVER: "ended_at"}
"""By what each sort is in order: what waits by its day, the soonest first; the others the newest first."""
WAITING = frozenset({TO_ANSWER, ASKED})


@dataclass(frozen=True)
class Counts:
    """How many there are of each, counted no further than a hundred."""

    to_answer: int
    asked: int
    in_force: int
    given: int


def listed(show: str, *, by: Acting) -> QuerySet[Instruction]:
    """The instructions of one sort, unsorted."""
    rows = Instruction.objects.visible_to(by).select_related("right", "firm", "owner")
    return rows.filter(_sort(show, by.organisation_id))


def counts(by: Acting) -> Counts:
    """Of those that may need something."""
    return Counts(*(listed(show, by=by)[:101].count() for show in (TO_ANSWER, ASKED, IN_FORCE, GIVEN)))


def _sort(show: str, organisation_id: UUID) -> Q:
    """What an owner told stays in its list when it is over; to a firm that is another list."""
    sorts = {
        TO_ANSWER: WAITS & Q(answerer=organisation_id),
        ASKED: WAITS & Q(firm_id=organisation_id),
        IN_FORCE: ANSWERED & Q(firm_id=organisation_id),
        GIVEN: ~Q(answer="") & Q(owner_id=organisation_id),
        OVER: ~Q(ended_at=None) & Q(firm_id=organisation_id),
    }
    return sorts[show]
