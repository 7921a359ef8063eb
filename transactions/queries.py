"""Set-based SQL of transactions: what thousands of rights of one filing or list say, written in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from core.actor import Actor
from transactions.models import FilingRight, ListLine

PRICES = """
UPDATE transactions_filingright f
   SET charge_pence = said.charge, additional_pence = said.additional, form_pence = said.form,
       years = said.years::jsonb, left_out = said.left_out, why = said.why
  FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::boolean[], %s::text[])
       AS said (id, charge, additional, form, years, left_out, why)
 WHERE f.id = said.id
"""
OUTCOMES = """
UPDATE transactions_filingright f
   SET outcome = said.outcome, why = said.why, entry_number = said.entry_number, entries = said.entries
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::bigint[])
       AS said (id, outcome, why, entry_number, entries)
 WHERE f.id = said.id
"""
VERDICTS = """
UPDATE transactions_listline l
   SET right_id = said.right_id, verdict = said.verdict, pence = said.pence, why = said.why
  FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::text[])
       AS said (id, right_id, verdict, pence, why)
 WHERE l.id = said.id
"""


def write_prices(rows: Sequence[FilingRight], *, by: Actor) -> None:
    """What each right costs, for which years, and whether and why it is left out."""
    columns: list[list[Any]] = [
        [row.pk for row in rows],
        [row.charge_pence for row in rows],
        [row.additional_pence for row in rows],
        [row.form_pence for row in rows],
        [str(row.years) for row in rows],
        [row.left_out for row in rows],
        [row.why for row in rows],
    ]
    _execute(PRICES, columns, by=by)


def write_outcomes(rows: Sequence[FilingRight], *, by: Actor) -> None:
    """What became of each right of one run."""
    columns: list[list[Any]] = [
        [row.pk for row in rows],
        [str(row.outcome) for row in rows],
        [row.why for row in rows],
        [row.entry_number for row in rows],
        [row.entries for row in rows],
    ]
    _execute(OUTCOMES, columns, by=by)


def write_verdicts(lines: Sequence[ListLine], *, by: Actor) -> None:
    """What the dry run says of each line of a list."""
    columns: list[list[Any]] = [
        [line.pk for line in lines],
        [line.right_id for line in lines],
        [str(line.verdict) for line in lines],
        [line.pence for line in lines],
        [line.why for line in lines],
    ]
    _execute(VERDICTS, columns, by=by)


def _execute(statement: str, columns: list[list[Any]], *, by: Actor) -> None:
    """``by`` is who has it written: these rows are reached through a filing or list that the caller holds."""
    del by
    with connection.cursor() as cursor:
        cursor.execute(statement, columns)
