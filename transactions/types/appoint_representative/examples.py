"""Worked examples of appointments."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, AgentChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
OWNER = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
OLD = PartyOnRecord(name="Penn LLP", details=Details(("9 Inn",), "WC1A 1AA", email="penn@example.com", name="Penn LLP"))
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907060.6", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590060"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(OWNER,)),
    AgentChanged(effective_on=date(2019, 5, 10), parties=(OLD,)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
QUILL = {
    "name": "Quill IP LLP",
    "line_1": "5 Court",
    "line_2": "",
    "town": "Bristol",
    "county": "",
    "postcode": "BS1 1AA",
    "country": "GB",
    "email": "quill@example.com",
}

EXAMPLES = (
    Example(
        name="another firm takes over, for everything",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "firm": QUILL,
            "place": {"place": "instead", "service": "yes"},
            "scope": {"scope": "all", "approval": "alone"},
        },
        relation="owner",
    ),
    Example(
        name="a second firm for renewals only, with the owner's approval, until a day",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "firm": QUILL,
            "place": {"place": "beside", "service": "no"},
            "scope": {
                "scope": "some",
                "types": ["renew"],
                "approval": "approves",
                "until_on-day": "31",
                "until_on-month": "3",
                "until_on-year": "2028",
            },
        },
        relation="owner",
    ),
)
