"""Worked examples of a new address for service."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, AgentChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

OWNER = PartyOnRecord(name="Example Instruments Ltd", company_number="01234567")
AGENT = PartyOnRecord(name="Penn LLP")
BEFORE = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com", name="Penn LLP")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907020.0", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590020"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(OWNER,)),
    AgentChanged(effective_on=date(2019, 5, 10), parties=(AGENT,)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name=OWNER.name, particulars=BEFORE),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="service", name="Penn LLP", particulars=BEFORE),
)
DOUGLAS = {
    "name": "Penn LLP",
    "line_1": "2 Quay",
    "line_2": "",
    "town": "Douglas",
    "county": "",
    "postcode": "im11aa",
    "country": "IM",
}
GIBRALTAR = {**DOUGLAS, "town": "Gibraltar", "postcode": "GX11 1AA", "country": "GI"}

EXAMPLES = (
    Example(
        name="the representative moves to the Isle of Man",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"address": DOUGLAS, "email": {"email": "after@example.com"}},
        relation="representative",
    ),
    Example(
        name="the owner gives an address in Gibraltar",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"address": GIBRALTAR, "email": {"email": "after@example.com"}},
        relation="owner",
    ),
)
