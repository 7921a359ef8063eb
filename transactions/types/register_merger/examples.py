"""Worked examples of mergers."""

from datetime import date

from transactions.ownership.example_parts import ADA, BETA, CARR, CONTACT, DAY, history
from transactions.parts import Example

EXAMPLES = (
    Example(
        name="a company merged into another",
        on=date(2026, 3, 20),
        history=history("GB1907050.7", "GB2590050", BETA),
        answers={
            "event": {"kind": "merger", "party": "01234567:Beta Ltd"},
            "instrument": DAY,
            "owners": {"items": [CARR]},
            "contact": CONTACT,
        },
        relation="party",
        evidence=("proof",),
        charged_pence=5000,
    ),
    Example(
        name="one of two owners was reorganised",
        on=date(2026, 3, 20),
        history=history("GB1907050.7", "GB2590050", ADA, BETA),
        answers={
            "event": {"kind": "succession", "party": "01234567:Beta Ltd"},
            "instrument": DAY,
            "owners": {"items": [CARR]},
            "contact": CONTACT,
        },
        relation="owner",
        evidence=("proof",),
        charged_pence=5000,
    ),
)
