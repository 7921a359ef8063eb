"""Worked examples of transfers."""

from datetime import date

from rights.details import PartyOnRecord
from rights.facts import AgentChanged, Fact, InventorsStated
from transactions.ownership.example_parts import ADA, CARR, DAY, DEE, FILED, history
from transactions.parts import Example


def owned_by(*owners: PartyOnRecord) -> tuple[Fact, ...]:
    """A granted patent of these owners, invented by Ada Bell, with an agent."""
    return (
        *history("GB1907040.8", "GB2590040", *owners),
        InventorsStated(effective_on=FILED, parties=(PartyOnRecord(name="Ada Bell", person=True),)),
        AgentChanged(effective_on=FILED, parties=(PartyOnRecord(name="Penn LLP"),)),
    )


SIGNED = {**DAY, "signed_by": "assignor"}

EXAMPLES = (
    Example(
        name="the whole from one owner to another, licensed back",
        on=date(2026, 3, 20),
        history=owned_by(ADA),
        answers={
            "what": {"extent": "whole"},
            "instrument": SIGNED,
            "owners": {"items": [CARR]},
            "contact": {"contact": "new", "agent": "remove"},
            "licence-back": {"back": "yes", "exclusivity": "non-exclusive", "field": "Research"},
        },
        relation="owner",
        evidence=("assignment",),
        charged_pence=5000,
    ),
    Example(
        name="the new owners themselves ask, each of the two getting a half",
        on=date(2026, 3, 20),
        history=owned_by(ADA),
        answers={
            "what": {"extent": "whole"},
            "instrument": SIGNED,
            "owners": {"items": [{**CARR, "share": "1/2"}, {**DEE, "share": "50%"}]},
            "contact": {"contact": "new", "agent": "keep"},
            "licence-back": {"back": "no"},
        },
        relation="party",
        evidence=("assignment",),
        charged_pence=5000,
    ),
)
