"""Lists and their lines in the API's words."""

from collections.abc import Sequence
from typing import Any

from api.kernel.shapes import money
from api.kernel.versions import etag_of
from transactions.lists.checking import Summary, summaries, summary
from transactions.models import ListLine, RightsList


def version_of(made: RightsList) -> str:
    """Of the list with its lines, as far as they are looked at."""
    return etag_of(said(made))


def all_said(lists: Sequence[RightsList]) -> list[dict[str, Any]]:
    """Lists in the API's words; one query for any number."""
    found = summaries(lists)
    return [_said(one, found[one.pk]) for one in lists]


def said(made: RightsList) -> dict[str, Any]:
    """A list in the API's words."""
    return _said(made, summary(made))


def _said(made: RightsList, found: Summary) -> dict[str, Any]:
    state = "sent" if made.filing_id else "checked" if made.is_checked else "checking"
    return {
        "reference": made.reference,
        "type": made.type,
        "name": made.name,
        "state": state,
        "size": made.size,
        "checked": made.checked,
        "checkedOn": made.checked_on,
        "counts": {
            "ready": found.ready,
            "blocked": found.blocked,
            "unknown": found.unknown,
            "twice": found.twice,
            "leftOut": found.left_out,
        },
        "total": money(found.pence),
        "filing": made.filing.reference if made.filing else None,
        "createdAt": made.created_at,
    }


def lines(rows: Sequence[ListLine]) -> list[dict[str, Any]]:
    """Lines in the API's words."""
    return [
        {
            "place": row.place,
            "typed": row.typed,
            "ownReference": row.own_reference or None,
            "number": row.right.number if row.right else None,
            "verdict": row.verdict or None,
            "price": money(row.pence),
            "why": row.why or None,
            "isLeftOut": row.left_out,
        }
        for row in rows
    ]
