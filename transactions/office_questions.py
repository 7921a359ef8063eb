"""The office's questions about a filing with what was answered, as its page shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from core.actor import Actor
from transactions.models import Filing, FilingDocument, Query, QueryAnswer
from transactions.states import State

EVIDENCE = "question-"


@dataclass(frozen=True)
class AskedQuestion:
    """One question; ``answer`` is empty where none was given. ``documents`` came with the answer."""

    number: int
    text: str
    asked_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None
    documents: tuple[FilingDocument, ...]


def evidence_of(query: Query) -> str:
    """The key under which documents that came with an answer are kept."""
    return f"{EVIDENCE}{query.number}"


def questions_of(filing: Filing, *, by: Actor) -> list[AskedQuestion]:
    """Every question in order, for whoever may see the filing; at most three queries."""
    asked = list(Query.objects.visible_to(by).filter(filing=filing).order_by("number"))
    if not asked:
        return []
    answers = {one.query_id: one for one in QueryAnswer.objects.visible_to(by).filter(query__in=asked)}
    given = FilingDocument.objects.visible_to(by).filter(filing=filing, evidence__startswith=EVIDENCE, removed_at=None)
    documents = list(given.select_related("file").order_by("given_at", "pk"))
    return [_asked(query, filing, answers.get(query.pk), documents) for query in asked]


def _asked(query: Query, filing: Filing, answer: QueryAnswer | None, documents: list[FilingDocument]) -> AskedQuestion:
    waits = filing.state == State.AWAITING_ANSWER and answer is None and filing.stage_ends_on is not None
    return AskedQuestion(
        query.number,
        query.text,
        query.asked_at,
        filing.stage_ends_on
        if waits and filing.stage_ends_on and filing.stage_ends_on > query.due_on
        else query.due_on,
        answer.text if answer else "",
        answer.at if answer else None,
        tuple(one for one in documents if one.evidence == evidence_of(query)),
    )
