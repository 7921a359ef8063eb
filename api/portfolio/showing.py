"""One right of the portfolio as lists and exports show it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rights.portfolio import Stances

COLUMNS = (
    "id", "number", "title", "owner", "kind", "status", "relation", "own_reference", "client",
    "client_file__reference", "next_renewal_on", "renews_on", "opens_on", "due_on", "late_until", "restore_by",
)  # fmt: skip
DATES = {
    "nextRenewalDate": "next_renewal_on",
    "opensDate": "opens_on",
    "dueDate": "due_on",
    "lateUntilDate": "late_until",
    "restoreByDate": "restore_by",
}


def row_maker(on: date) -> Callable[[Any, str | None], dict[str, Any]]:
    """Makes the item of a link, or of its bare columns, with the reference of its client file."""
    stances = Stances(on)

    def item(row: Any, client_file: str | None) -> dict[str, Any]:
        stance = stances.of(row)
        return {
            "number": row.number,
            "title": row.title,
            "owner": row.owner,
            "kind": row.kind,
            "status": row.status,
            "relation": row.relation,
            "ownReference": row.own_reference,
            "client": row.client,
            "clientFile": client_file,
            **{name: getattr(row, column) for name, column in DATES.items()},
            "need": stance.need or None,
            "actByDate": stance.last_on,
            "isRenewable": stance.is_payable,
        }

    return item
