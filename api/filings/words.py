"""Requests in the API's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from api.kernel.shapes import money
from api.transaction_types.questions import camel, said
from core.actor import Actor
from rights.portfolio.keeping import own_references
from transactions.examination import Examination, RightLine
from transactions.kind import Objection
from transactions.models import FilerNote, Filing, FilingDocument, FilingRight, Movement, Query
from transactions.progress import progress
from transactions.registry import NoSuchType, type_named
from transactions.review import Review
from transactions.workflow import moves_open_to, why_not_send

NAMED = 100
BY = {"user": "member", "machine": "system", "officer": "office", "public": "visitor", "system": "service"}


def numbers_of(filings: Sequence[Filing], *, by: Actor) -> tuple[dict[int, list[str]], dict[int, int]]:
    """For each request the first numbers of its rights, and how many there are; two queries for any number."""
    rows = FilingRight.objects.visible_to(by).filter(filing__in=filings)
    counted = rows.order_by().values("filing_id").annotate(held=Count("pk"))
    place = Window(RowNumber(), partition_by=[F("filing_id")], order_by=["right_id"])
    first = rows.annotate(place=place).filter(place__lte=NAMED).order_by("filing_id", "right_id")
    numbers: dict[int, list[str]] = {}
    for filing_id, number in first.values_list("filing_id", "right__number"):
        numbers.setdefault(filing_id, []).append(number)
    return numbers, {row["filing_id"]: row["held"] for row in counted}


def in_short(filings: Sequence[Filing], *, by: Actor) -> list[dict[str, Any]]:
    """Lines of a list."""
    numbers, counts = numbers_of(filings, by=by)
    return [_line(one, numbers.get(one.pk, []), counts.get(one.pk, 0)) for one in filings]


def in_full(filing: Filing, *, by: Actor) -> dict[str, Any]:
    """One request with its answers and what may be done."""
    now = progress(filing)
    return in_short([filing], by=by)[0] | {
        "next": list(now.sentences),
        "waitsUntil": filing.stage_ends_on,
        "answers": answers_of(filing),
        "moves": [move.name for move in moves_open_to(by, filing) if move.title],
        "whyNotSend": (why_not_send(filing, by) or None) if filing.state == "draft" else None,
    }


def answers_of(filing: Filing) -> dict[str, Any]:
    """What was answered so far, question by question."""
    steps = {step.key: step for step in type_named(filing.type).steps}
    return {camel(key): said(steps[key], stored) for key, stored in filing.answers.items() if key in steps}


def _line(filing: Filing, numbers: list[str], count: int) -> dict[str, Any]:
    return {
        "reference": filing.reference,
        "type": filing.type,
        "title": _title(filing),
        "state": filing.state,
        "standing": progress(filing).label,
        "rights": numbers,
        "rightsCount": count,
        "createdAt": filing.created_at,
        "changedAt": filing.changed_at,
        "submittedAt": filing.submitted_at,
        "endedAt": filing.ended_at,
        "price": money(filing.amount_pence),
        "payment": filing.payment_reference or None,
        "paidOn": filing.paid_on,
        "channel": filing.channel,
    }


def _title(filing: Filing) -> str:
    try:
        return str(type_named(filing.type).title)
    except NoSuchType:
        return filing.type


def checked(review: Review) -> dict[str, Any]:
    """What the rules say of a draft."""
    found = review.examination
    return {
        "isReady": found.is_ready,
        "on": found.on,
        "total": money(found.total_pence),
        "missingAnswers": [camel(step.key) for step in found.missing_steps],
        "missingDocuments": [piece.key for piece in found.missing_evidence],
        "objections": [objection(one) for one in found.objections],
        "rights": [_right(line) for line in found.lines[:NAMED]],
        "toAgree": [str(one) for one in review.to_agree],
    }


def why_not_ready(found: Examination) -> list[dict[str, str]]:
    """Everything that is missing or in the way, as details of an error."""
    missing = [("answerMissing", str(step.title), f"/answers/{camel(step.key)}") for step in found.missing_steps]
    missing += [("documentMissing", str(piece.title), f"/documents/{piece.key}") for piece in found.missing_evidence]
    said = [("objection", str(one.text), f"/answers/{camel(one.step_key or '')}") for one in found.blocking]
    left_out = [
        ("objection", str(one.text), f"/rights/{line.standing.right.number}")
        for line in found.left_out[:NAMED]
        for one in line.objections
        if one.blocking and not found.payable
    ]
    faults = [*missing, *said, *left_out]
    return [{"code": code, "message": message, "target": target} for code, message, target in faults]


def objection(one: Objection) -> dict[str, Any]:
    """One objection."""
    return {
        "message": str(one.text),
        "question": camel(one.step_key) if one.step_key else None,
        "isBlocking": one.blocking,
    }


def _right(line: RightLine) -> dict[str, Any]:
    charges = [
        {"what": str(c.what), "amount": money(c.amount_pence), "years": list(c.years), "isCertain": c.certain}
        for c in line.charges
    ]
    return {
        "number": line.standing.right.number,
        "isLeftOut": line.is_blocked,
        "charges": charges,
        "objections": [objection(one) for one in line.objections],
    }


def outcomes(rows: Sequence[FilingRight], *, by: Actor) -> list[dict[str, Any]]:
    """Rights of a request; two queries for any number."""
    own: Mapping[int, str] = own_references([row.right_id for row in rows], by=by)
    return [
        {
            "number": row.right.number,
            "ownReference": own.get(row.right_id) or None,
            "price": money(row.total_pence),
            "years": row.years,
            "isLeftOut": row.left_out,
            "outcome": row.outcome or None,
            "why": row.why or None,
            "entry": row.entry_number,
        }
        for row in rows
    ]


def movement(row: Movement) -> dict[str, Any]:
    """One step on its way; whose it was is said by kind, never by name."""
    return {
        "number": row.number,
        "name": row.name,
        "fromState": row.from_state,
        "toState": row.to_state,
        "at": row.at,
        "by": BY[row.by.partition(":")[0]],
    }


def question(row: Query, *, is_open: bool) -> dict[str, Any]:
    """A question of the office with its answer."""
    given = getattr(row, "answer", None)
    return {
        "number": row.number,
        "text": row.text,
        "askedAt": row.asked_at,
        "dueOn": row.due_on,
        "answer": given.text if given else None,
        "isOpen": is_open,
    }


def document(row: FilingDocument) -> dict[str, Any]:
    """A document of a request."""
    return {
        "id": str(row.file.reference),
        "document": row.evidence,
        "name": row.file.name,
        "mediaType": row.file.media_type,
        "size": row.file.size,
        "visibility": row.visibility,
        "givenAt": row.given_at,
    }


def note(row: FilerNote) -> dict[str, Any]:
    """What was sent while the office had the request."""
    return {"number": row.number, "text": row.text, "sentAt": row.at}
