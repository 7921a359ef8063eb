"""Worked examples of transfers."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import (
    AddressChanged,
    AgentChanged,
    ApplicationFiled,
    Granted,
    InventorsStated,
    ProprietorsChanged,
    Published,
)
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)


def history(*owners: PartyOnRecord) -> tuple[object, ...]:
    """A granted patent of these owners with an agent."""
    return (
        ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907040.8", title="Robot"),
        Published(effective_on=date(2020, 11, 11), number="GB2590040"),
        Granted(effective_on=date(2021, 9, 1)),
        ProprietorsChanged(effective_on=date(2019, 5, 10), parties=owners),
        InventorsStated(effective_on=date(2019, 5, 10), parties=(PartyOnRecord(name="Ada Bell", person=True),)),
        AgentChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord(name="Penn LLP"),)),
        AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
    )


SIGNED = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026", "signed_by": "assignor"}
CARR = {
    "kind": "company",
    "company_number": "SC123456",
    "name": "Carr Holdings Ltd",
    "line_1": "3 Wynd",
    "line_2": "",
    "town": "Glasgow",
    "county": "",
    "postcode": "G1 1AA",
    "country": "GB",
    "email": "carr@example.com",
    "share": "",
}
DEE = {**CARR, "company_number": "", "kind": "person", "name": "Dee Evans", "email": ""}

EXAMPLES = (
    Example(
        name="the whole from one owner to another, licensed back",
        on=date(2026, 3, 20),
        history=history(ADA),
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
        history=history(ADA),
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
