"""What a case shows of a request: what it would change, its documents, who agrees, what was asked back."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.checking import checklist
from casework.colleagues import names_of
from casework.comparing import before_and_after
from casework.documents import documents_of
from casework.models import Case, Stands
from casework.queues import on_the_same_right
from casework.reopening import way_back
from casework.waits import ways_out
from core.clock import now
from core.days import legal_day
from core.files import is_drawn
from staff.pages import here
from staff.shown.cases import lines
from transactions.consents.asking import requests_of
from transactions.consents.words import agreements
from transactions.models import FilerNote, Filing, FilingDocument
from transactions.office_questions import questions_of
from transactions.progress import progress
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.review import sections_of
from transactions.states import State
from transactions.workflow import moves_open_to

TICKED_IN = frozenset({State.IN_QUEUE, State.AWAITING_AGREEMENT})
DECIDES = frozenset({"accept", "refuse", "recommend", "approve", "confirm-refusal", "send-back", "mind-to-refuse"})


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The filing as officers read it."""
    by, on = here(request), legal_day(now())
    filing = Filing.objects.visible_to(by).get(reference=case.about)
    questions = Questions(filing, by=by, on=on)
    is_open = case.stands != Stands.DONE
    return {
        "filing": filing,
        "declared": type_named(filing.type),
        "progress": progress(filing),
        "sections": [one for one in sections_of(questions) if not one.is_missing],
        "comparisons": before_and_after(filing, by=by, on=on) if is_open else [],
        "documents": [_document(one, filing) for one in documents_of(case, by=by)],
        "agreements": agreements(list(requests_of(filing))),
        "questions": questions_of(filing, by=by),
        "sent_notes": FilerNote.objects.visible_to(by).filter(filing=filing).order_by("number"),
        "checks": _checks(case, filing, request) if case.stands != Stands.DONE else [],
        "way_back": way_back(case, filing, by=by, at=now()),
        "others": lines(on_the_same_right(case, by=by), on=on),
        **_moves(filing, request),
    }


def _moves(filing: Filing, request: SiteRequest) -> dict[str, bool]:
    """Which buttons there are: from the table of moves, so that page and rule cannot disagree."""
    by = here(request)
    needed = OfficePermission.CORRECT if type_named(filing.type).corrects else OfficePermission.DECIDE
    names = {move.name for move in moves_open_to(by, filing)}
    return {
        "may_decide": allows(by, needed) and bool(names & DECIDES),
        "may_end_wait": allows(by, needed) and bool(ways_out(filing, by=by)),
        "may_check": allows(by, needed) and filing.state in TICKED_IN,
        "may_ask": allows(by, OfficePermission.WORK) and "ask" in names,
        "may_extend": allows(by, OfficePermission.WORK) and "key-in-answer" in names,
        "may_key_in": allows(by, OfficePermission.KEY_IN) and "key-in-answer" in names,
    }


def _checks(case: Case, filing: Filing, request: SiteRequest) -> list[dict[str, Any]]:
    found = checklist(case, filing, by=here(request))
    names = names_of([one.by for one in found], by=here(request))
    return [{"one": one, "by": names.get(one.by, "")} for one in found]


def _document(one: FilingDocument, filing: Filing) -> dict[str, Any]:
    declared = type_named(filing.type)
    what = next((str(piece.title) for piece in declared.evidence if piece.key == one.evidence), "")
    return {"one": one, "what": what, "is_drawn": is_drawn(one.file)}
