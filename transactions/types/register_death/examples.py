"""Worked examples of the death of an owner."""

from datetime import date

from transactions.ownership.example_parts import ADA, BETA, CARR, CONTACT, DAY, DEE, history
from transactions.parts import Example

EXAMPLES = (
    Example(
        name="the executor comes onto the register",
        on=date(2026, 3, 20),
        history=history("GB1907051.5", "GB2590051", ADA),
        answers={
            "who": {"party": ":Ada Bell", "to": "executors"},
            "instrument": DAY,
            "owners": {"items": [DEE]},
            "contact": CONTACT,
        },
        relation="party",
        evidence=("probate",),
        charged_pence=5000,
    ),
    Example(
        name="half of it goes to two heirs",
        on=date(2026, 3, 20),
        history=history("GB1907051.5", "GB2590051", ADA, BETA),
        answers={
            "who": {"party": ":Ada Bell", "to": "heirs"},
            "instrument": DAY,
            "owners": {"items": [DEE, CARR]},
            "contact": CONTACT,
        },
        relation="party",
        evidence=("probate", "assent"),
        charged_pence=5000,
    ),
)
