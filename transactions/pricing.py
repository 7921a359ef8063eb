"""Keeps with a filing what it costs: each right's fees, its share of the form's, the years, and the whole."""

from collections.abc import Sequence
from typing import Any

from core.actor import System
from transactions.examination import Examination, RightLine
from transactions.kind import Charge
from transactions.models import Filing, FilingRight
from transactions.queries import write_prices

PRICER = System("transactions")


def keep_price(filing: Filing, found: Examination) -> dict[str, Any]:
    """Writes what each right costs, and which are left out; returns the filing's own columns, not yet saved.

    What is paid in a wait is asked of the rights that were submitted: none of them is left out by it.
    """
    rows = {row.right_id: row for row in FilingRight.everything.filter(filing=filing)}
    for line in found.lines:
        _price(rows[line.standing.right.id], line)
        if not filing.payment_stage:
            _leave_out(rows[line.standing.right.id], line)
    write_prices(list(rows.values()), by=PRICER)
    return {"quoted_on": found.on, "amount_pence": found.total_pence}


def _price(row: FilingRight, line: RightLine) -> None:
    charges: Sequence[Charge] = () if line.is_blocked else line.charges
    row.charge_pence = sum(charge.amount_pence for charge in charges if not (charge.is_additional or charge.is_form))
    row.additional_pence = sum(charge.amount_pence for charge in charges if charge.is_additional)
    row.form_pence = sum(charge.amount_pence for charge in charges if charge.is_form)
    row.years = sorted({year for charge in charges for year in charge.years})


def _leave_out(row: FilingRight, line: RightLine) -> None:
    row.left_out = line.is_blocked
    row.why = " ".join(str(o.text) for o in line.objections if o.blocking)[:1000] if line.is_blocked else ""
