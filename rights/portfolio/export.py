"""The portfolio as rows of text for a spreadsheet, streamed, with no cell that a spreadsheet would run."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from core.actor import Actor
from core.keyset import in_order
from core.tables import harmless
from rights.models import Relation
from rights.portfolio.lists import View, links_for
from rights.statuses import Status

CHUNK = 2000
COLUMNS = (
    "number", "own_reference", "client", "title", "owner", "kind", "status", "relation", "next_renewal_on", "due_on",
    "late_until", "restore_by",
)  # fmt: skip


def export_rows(actor: Actor, view: View, *, on: date) -> Iterator[list[str]]:
    """A heading, then a row for each link of the view, read in chunks so that memory stays flat."""
    yield [
        _("Number"), _("Own reference"), _("Client"), _("Title"), _("Owner"), _("Kind"), _("Status"), _("Your role"),
        _("Next renewal date"), _("Pay by"), _("Late until"), _("Restore by"),
    ]  # fmt: skip
    said = {**{one.value: str(one.label) for one in Status}, **_roles()}
    for row in _read(actor, view, COLUMNS, on=on):
        *names, status, relation = row[:8]
        yield [harmless(cell) for cell in (*names, said.get(status, status), said[relation], *row[8:])]


def bare_rows(actor: Actor, view: View, columns: Sequence[str], *, on: date) -> Iterator[Any]:
    """The columns of each link of the view under their names, read in the same chunks."""
    yield from _read(actor, view, columns, on=on, named=True)


def _read(actor: Actor, view: View, columns: Sequence[str], *, on: date, named: bool = False) -> Iterator[Any]:
    parts = in_order(links_for(actor, view, on=on), column=view.sort, descending=view.descending)
    rows = (part.values_list(*columns, named=named).iterator(chunk_size=CHUNK) for part in parts)
    return chain.from_iterable(rows)


def _roles() -> dict[str, str]:
    return {Relation.OWNER.value: _("Owner"), Relation.REPRESENTATIVE.value: _("Representative")}
