"""Asks the filer of a case, keys in what they answered by post or phone, and gives them longer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casework.deciding import filing_of, hold
from casework.following import follow
from casework.models import Case, CaseEvent
from core.actor import Officer, label
from core.days import legal_day
from rights.rulebook import rulebook
from transactions.models import Filing
from transactions.services import ask, extend_questions, key_in_answers

ASKED_FOR_WORKING_DAYS = 15


def ask_filer(case: Case, questions: Sequence[str], *, due_on: date, seen: str, by: Officer, at: datetime) -> Filing:
    """Puts numbered questions to the filer; the clock of the service standard stands still until they answer.

    Raises:
        ChangedMeanwhile, TakenByAnother, CaseDone, CaseSuspended, NotPermitted, and what ``ask`` raises.
    """
    with transaction.atomic():
        hold(case, seen, by=by)
        asked = ask(filing_of(case, by=by), questions, due_on=due_on, by=by, at=at)
        return _noted(case, asked, "asked", {"count": len(questions)}, by=by, at=at)


def key_in(
    case: Case, answers: Mapping[int, str], *, how: str, files: Mapping[int, Sequence[UUID]], by: Officer, at: datetime
) -> Filing:
    """Keeps answers that came in another way than online; ``how`` says in which (post, phone).

    Raises:
        What ``key_in_answers`` raises.
    """
    with transaction.atomic():
        answered = key_in_answers(filing_of(case, by=by), answers, files=files, by=by, at=at)
        return _noted(case, answered, "keyed-in", {"how": how}, by=by, at=at)


def extend(case: Case, due_on: date, why: str, *, by: Officer, at: datetime) -> Filing:
    """Gives the filer longer to answer.

    Raises:
        What ``extend_questions`` raises.
    """
    with transaction.atomic():
        extended = extend_questions(filing_of(case, by=by), due_on, why=why, by=by, at=at)
        return _noted(case, extended, "extended", {"due_on": due_on.isoformat()}, by=by, at=at, why=why)


def usual_due_on(at: datetime) -> date:
    """Fifteen working days on: what an officer may shorten or lengthen."""
    return rulebook().calendar.working_days_after(legal_day(at), ASKED_FOR_WORKING_DAYS)


def _noted(
    case: Case, filing: Filing, name: str, details: dict[str, Any], *, by: Officer, at: datetime, why: str = ""
) -> Filing:
    CaseEvent.everything.create(case=case, name=name, at=at, by=label(by), why=why[:1000], details=details)
    follow(case.kind, case.about, at=at)
    return filing
