"""Worked examples of a representative who leaves."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, AgentChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
OWNER = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
PENN = PartyOnRecord(
    name="Penn LLP", details=Details(("9 Inn",), "WC1A 1AA", email="penn@example.com", name="Penn LLP")
)
QUILL = PartyOnRecord(name="Quill IP LLP")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907070.5", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590070"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(OWNER,)),
    AgentChanged(effective_on=date(2019, 5, 10), parties=(PENN, QUILL)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
AT_HOME = {
    "name": "Ada Bell",
    "line_1": "1 Old Street",
    "line_2": "",
    "town": "Newport",
    "county": "",
    "postcode": "NP10 8QQ",
    "country": "GB",
    "email": "ada@example.com",
}

EXAMPLES = (
    Example(
        name="the owner ends the authority of one of two",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"who": {"party": ":Penn LLP"}, "service": AT_HOME},
        relation="owner",
    ),
    Example(
        name="the representative resigns",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"who": {"party": ":Penn LLP"}, "service": AT_HOME},
        relation="representative",
    ),
)
