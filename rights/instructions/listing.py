"""Instructions as pages list them: what waits for an answer of this account, what it asked, and what is in force."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core.actor import Applicant
from rights.models import Instruction

TO_ANSWER, ASKED, IN_FORCE, OVER = "to-answer", "asked", "in-force", "over"


@dataclass(frozen=True)
class Counts:
    """How many there are of each, counted no further than a hundred."""

    to_answer: int
    asked: int
    in_force: int


def listed(show: str, *, by: Applicant) -> QuerySet[Instruction]:
    """The instructions of one sort, the most pressing first."""
    rows = Instruction.objects.visible_to(by).select_related("right", "firm", "owner").filter(_sort(show, by))
    return rows.order_by("due_on", "pk") if show in (TO_ANSWER, ASKED) else rows.order_by("-answered_at", "-pk")


def counts(by: Applicant) -> Counts:
    """Of the three that may need something."""
    return Counts(*(listed(show, by=by)[:101].count() for show in (TO_ANSWER, ASKED, IN_FORCE)))


def _sort(show: str, by: Applicant) -> Q:
    """To an owner's account it is to answer; a firm answers for owners without an account."""
    waits = Q(answer="", ended_at=None)
    mine = Q(owner_id=by.organisation_id) | Q(owner=None, firm_id=by.organisation_id)
    if show == TO_ANSWER:
        return waits & mine
    if show == ASKED:
        return waits & Q(firm_id=by.organisation_id)
    if show == IN_FORCE:
        return ~Q(answer="") & Q(ended_at=None)
    return Q(ended_at__isnull=False)
