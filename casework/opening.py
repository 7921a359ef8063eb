"""Opening a case: one outside one's own queues asks for a reason, and every look is in the audit log."""

from datetime import datetime

from casework.models import Case, CaseEvent, Mention
from casework.queues import my_teams
from core import audit
from core.actor import Officer, label
from core.days import legal_day, start_of

OPENED = "opened"


class ReasonMissing(ValueError):
    """Somebody opens a case of another team without saying why."""


def needs_reason(case: Case, *, by: Officer, at: datetime) -> bool:
    """Whether the officer must first say why: it is not theirs, nor their teams', and they did not say so today."""
    if case.allocated_to_id == by.user_id or case.team in (None, *my_teams(by)) or _is_mentioned(case, by):
        return False
    return not _said_today(case, by=by, at=at)


def say_why(case: Case, why: str, *, by: Officer, at: datetime) -> None:
    """Opens the case for the officer until the end of the London day.

    Raises:
        ReasonMissing.
    """
    if not why.strip():
        raise ReasonMissing
    CaseEvent.everything.create(case=case, name=OPENED, at=at, by=label(by), why=why.strip()[:1000])
    audit.note("case-opened-outside-queue", by=by, at=at, subject=case.reference, reason=why.strip()[:500])


def _is_mentioned(case: Case, by: Officer) -> bool:
    """A colleague asked for this officer's look."""
    return Mention.objects.visible_to(by).filter(note__case=case, user_id=by.user_id).exists()


def note_look(case: Case, *, by: Officer, at: datetime) -> None:
    """Somebody of staff looks at the case; what they were mentioned in is seen."""
    Mention.objects.visible_to(by).filter(note__case=case, user_id=by.user_id, seen_at=None).update(seen_at=at)
    audit.note("case-seen", by=by, at=at, subject=case.reference, details={"right": case.number})


def _said_today(case: Case, *, by: Officer, at: datetime) -> bool:
    today = start_of(legal_day(at))
    said = CaseEvent.objects.visible_to(by).filter(case=case, name=OPENED, by=label(by), at__gte=today)
    return said.exists()
