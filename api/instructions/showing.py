"""Instructions as they are sent, and why they cannot be asked for or given."""

from collections.abc import Sequence
from typing import Any

from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.views import says
from core.actor import Acting
from rights.clients.placing import NotYours
from rights.instructions.asking import AlreadyAnswered, NotLookedAfter
from rights.models import Instruction

INSTRUCTION: dict[str, Any] = {
    "reference": "INS-2345-6789-ABCD",
    "right": "GB2400001",
    "firm": "Mockford & Specimen LLP",
    "owner": "Acme Widgets Ltd",
    "question": "Shall we renew?",
    "dueDate": "2024-07-01",
    "askedAt": "2024-06-12T09:30:00Z",
    "answer": None,
    "words": "",
    "answeredAt": None,
    "endedAt": None,
    "isInForce": False,
}
ANSWERED = {**INSTRUCTION, "answer": "renew", "answeredAt": "2024-06-13T09:30:00Z", "isInForce": True}


@says(NotYours, NotLookedAfter)
def not_yours(error: Exception) -> ApiError:
    """Some rights are not the account's; the sentence names them."""
    return invalid(str(error), [{"code": "notYours", "message": str(error), "target": "/rights"}], code="notYours")


@says(AlreadyAnswered)
def already_answered(error: Exception) -> ApiError:
    """It is over, or was answered."""
    return conflict("alreadyAnswered", str(error))


def items_of(rows: Sequence[Instruction]) -> list[dict[str, Any]]:
    """Instructions as they are sent; their rights and accounts are read with them."""
    return [instruction_item(row) for row in rows]


def instruction_item(row: Instruction) -> dict[str, Any]:
    """One of them."""
    return {
        "reference": row.reference,
        "right": row.right.number,
        "firm": row.firm.name,
        "owner": row.owner.name if row.owner else None,
        "question": row.question,
        "dueDate": row.due_on,
        "askedAt": row.asked_at,
        "answer": row.answer or None,
        "words": row.words,
        "answeredAt": row.answered_at,
        "endedAt": row.ended_at,
        "isInForce": row.answer != "" and row.ended_at is None,
    }


def own_instruction(reference: str, *, by: Acting) -> Instruction:
    """One instruction between the account and another.

    Raises:
        ApiError.
    """
    rows = Instruction.objects.visible_to(by).select_related("right", "firm", "owner")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise not_found()
    return found
