"""Ends a wait by what an officer knows to have happened: somebody opposes it, or the hearing is over."""

from datetime import datetime

from django.db import transaction

from casework.deciding import filing_of, hold
from casework.following import follow
from casework.models import Case, CaseEvent
from core import audit
from core.actor import Officer, label
from transactions.models import Filing
from transactions.parts import Exit
from transactions.stages import exits_open_to, take_exit


def ways_out(filing: Filing, *, by: Officer) -> list[Exit]:
    """What may be said to have happened now."""
    return exits_open_to(by, filing)


def end_wait(case: Case, key: str, why: str, *, seen: str, by: Officer, at: datetime) -> Filing:
    """Takes a way out of the wait; ``why`` says how the officer knows.

    Raises:
        ChangedMeanwhile, TakenByAnother, CaseDone, CannotMove, LinkedToRight, NotPermitted.
    """
    with transaction.atomic():
        hold(case, seen, by=by)
        ended = take_exit(filing_of(case, by=by), key, by=by, at=at)
        said = {"exit": key}
        CaseEvent.everything.create(case=case, name="wait-ended", at=at, by=label(by), why=why[:1000], details=said)
        audit.note("wait-ended", by=by, at=at, subject=case.reference, reason=why[:500], details=said)
        follow(case.kind, case.about, at=at)
    return ended
