"""The office's questions: an officer asks, the filer answers with words and files, and time puts an end to it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Actor, Officer, System, label
from core.days import legal_day
from core.models import StoredFile
from rights.calendar import OfficeCalendar
from rights.rulebook import rulebook
from transactions.apart import demand_disinterested
from transactions.kind import Visibility
from transactions.models import Filing, FilingDocument, Movement, Query, QueryAnswer
from transactions.office_questions import evidence_of
from transactions.services.giving import NoSuchFile
from transactions.states import State
from transactions.telling_queries import tell_asked, tell_over
from transactions.workflow import CannotMove, lock, move

CALENDAR = System("calendar")
CHASED_BEFORE = 5
LEFT = {"stage_began_on": None, "stage_ends_on": None}


class QuestionsInvalid(ValueError):
    """There is no question, or no day by which to answer; the message says which."""


class AnswersMissing(ValueError):
    """Some questions have no answer; ``numbers`` are theirs."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(_("Answer every question"))
        self.numbers = tuple(numbers)


def ask(filing: Filing, questions: Sequence[str], *, due_on: date, by: Officer, at: datetime) -> Filing:
    """Puts numbered questions to the filer, to be answered by the end of the London day ``due_on``.

    Raises:
        QuestionsInvalid, LinkedToRight, NotPermitted.
        CannotMove: unless the filing waits for the officers.
    """
    demand(by, OfficePermission.WORK)
    texts = _demand_questions(questions, due_on, at=at)
    with transaction.atomic():
        locked = lock(filing)
        demand_disinterested(locked, by)
        changes = {"stage_began_on": legal_day(at), "stage_ends_on": due_on}
        asked = move(locked, "ask", by=by, at=at, changes=changes)
        first = Query.everything.filter(filing=asked).count() + 1
        rows = [_query(asked, number, text, due_on, by=by, at=at) for number, text in enumerate(texts, start=first)]
        tell_asked(asked, Query.everything.bulk_create(rows), at=at)
    return asked


def answer_questions(
    filing: Filing,
    answers: Mapping[int, str],
    *,
    files: Mapping[int, Sequence[UUID]] | None = None,
    by: Actor,
    at: datetime,
) -> Filing:
    """Answers every open question, by its number, with text and with stored files of the actor's own.

    Raises:
        AnswersMissing, NoSuchFile, NotPermitted.
        CannotMove: if the office waits for no answer, or not for this actor's.
    """
    with transaction.atomic():
        return _take_answers(lock(filing), "answer", answers, files or {}, by=by, at=at)


def _take_answers(
    filing: Filing,
    name: str,
    answers: Mapping[int, str],
    files: Mapping[int, Sequence[UUID]],
    *,
    by: Actor,
    at: datetime,
) -> Filing:
    queries = list(open_queries(filing))
    missing = [one.number for one in queries if not answers.get(one.number, "").strip()]
    answered = move(filing, name, by=by, at=at, changes=LEFT)
    if missing:
        raise AnswersMissing(missing)
    for one in queries:
        text = answers[one.number].strip()[:5000]
        QueryAnswer.everything.create(query=one, text=text, at=at, by=label(by))
        _give(answered, one, files.get(one.number, ()), by=by, at=at)
    audit.note("questions-answered", by=by, at=at, subject=answered.reference)
    return answered


def key_in_answers(
    filing: Filing,
    answers: Mapping[int, str],
    *,
    files: Mapping[int, Sequence[UUID]] | None = None,
    by: Officer,
    at: datetime,
) -> Filing:
    """An officer keys in what the filer answered by post or on the phone.

    Raises:
        AnswersMissing, NoSuchFile, LinkedToRight, NotPermitted.
        CannotMove: if the office waits for no answer.
    """
    demand(by, OfficePermission.KEY_IN)
    with transaction.atomic():
        locked = lock(filing)
        demand_disinterested(locked, by)
        return _take_answers(locked, "key-in-answer", answers, files or {}, by=by, at=at)


def extend_questions(filing: Filing, due_on: date, *, why: str, by: Officer, at: datetime) -> Filing:
    """Gives the filer longer to answer, and tells them; the reason is kept in the audit log.

    Raises:
        QuestionsInvalid: unless the day is later than the last one, and there is a reason.
        LinkedToRight, NotPermitted.
        CannotMove: if the office waits for no answer.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = lock(filing)
        demand_disinterested(locked, by)
        if locked.state != State.AWAITING_ANSWER or locked.stage_ends_on is None:
            raise CannotMove(_("The office waits for no answer."))
        if due_on <= locked.stage_ends_on:
            raise QuestionsInvalid(_("The new last day must be later than the one before"))
        if not why.strip():
            raise QuestionsInvalid(_("Enter why there is more time"))
        locked.stage_ends_on, locked.changed_at = due_on, at
        locked.save(update_fields=["stage_ends_on", "changed_at"])
        tell_asked(locked, list(open_queries(locked)), at=at)
        audit.note("questions-extended", by=by, at=at, subject=locked.reference, reason=why[:500])
    return locked


def open_queries(filing: Filing) -> QuerySet[Query]:
    """The questions of the round that the filing waits for: none, unless it waits for an answer."""
    if filing.state != State.AWAITING_ANSWER:
        return Query.everything.none()
    asked_at = Movement.everything.filter(filing=filing, name="ask").latest("number").at
    return Query.everything.filter(filing=filing, answer=None, asked_at=asked_at).order_by("number")


def chase_questions(*, at: datetime) -> int:
    """Reminds filers five working days before the last day to answer; returns how many were new."""
    today, calendar = legal_day(at), rulebook().calendar
    waiting = Filing.everything.filter(state=State.AWAITING_ANSWER, stage_ends_on__gte=today).order_by("pk")
    return sum(_chase(filing, today, calendar, at=at) for filing in waiting)


def end_questions(*, at: datetime) -> int:
    """Gives filings back to the officers whose last day to answer is over; returns how many."""
    over = Filing.everything.filter(state=State.AWAITING_ANSWER, stage_ends_on__lt=legal_day(at)).order_by("pk")
    return sum(_end(filing, at=at) for filing in over)


def _demand_questions(questions: Iterable[str], due_on: date, *, at: datetime) -> list[str]:
    texts = [text.strip()[:2000] for text in questions if text.strip()]
    if not texts:
        raise QuestionsInvalid("Ask at least one question")
    if due_on <= legal_day(at):
        raise QuestionsInvalid("The last day to answer must be in the future")
    return texts


def _query(filing: Filing, number: int, text: str, due_on: date, *, by: Officer, at: datetime) -> Query:
    return Query(filing=filing, number=number, text=text, asked_at=at, asked_by=label(by), due_on=due_on)


def _give(filing: Filing, query: Query, files: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    found = list(StoredFile.objects.visible_to(by).filter(reference__in=files)) if files else []
    if len(found) != len(set(files)):
        raise NoSuchFile
    for file in found:
        FilingDocument.everything.create(
            filing=filing,
            evidence=evidence_of(query),
            file=file,
            visibility=Visibility.PRIVATE,
            given_at=at,
            given_by=label(by),
        )


def _chase(filing: Filing, today: date, calendar: OfficeCalendar, *, at: datetime) -> bool:
    due_on, began_on = filing.stage_ends_on, filing.stage_began_on
    if due_on is None or began_on is None:
        return False
    chased_on = calendar.working_days_after(due_on, -CHASED_BEFORE)
    if not began_on < chased_on <= today:
        return False
    return tell_asked(filing, list(open_queries(filing)), at=at, again=True)


def _end(filing: Filing, *, at: datetime) -> bool:
    with transaction.atomic():
        locked = lock(filing)
        if locked.state != State.AWAITING_ANSWER:
            return False
        tell_over(move(locked, "stop-asking", by=CALENDAR, at=at, changes=LEFT), at=at)
    return True
