"""Worked examples of orders."""

from datetime import date

from transactions.ownership.example_parts import ADA, CARR, CONTACT, DAY, DEE, history
from transactions.parts import Example

ORDER = {"court": "High Court, Patents Court", "number": "HP-2025-000001", **DAY}
ADA_AGAIN = {**DEE, "name": "Ada Bell", "share": "3/4", "email": "ada@example.com"}

EXAMPLES = (
    Example(
        name="an order gives it to another company",
        on=date(2026, 3, 20),
        history=history("GB1907052.3", "GB2590052", ADA),
        answers={"instrument": ORDER, "owners": {"items": [CARR]}, "contact": CONTACT},
        relation="party",
        evidence=("order",),
        charged_pence=5000,
    ),
    Example(
        name="an order makes another person co-owner",
        on=date(2026, 3, 20),
        history=history("GB1907052.3", "GB2590052", ADA),
        answers={"instrument": ORDER, "owners": {"items": [ADA_AGAIN, {**DEE, "share": "1/4"}]}, "contact": CONTACT},
        relation="owner",
        evidence=("order",),
        charged_pence=5000,
    ),
)
