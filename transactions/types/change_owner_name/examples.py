"""Worked examples of a new name."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com", name="Ada Bell")
OWNERS = (
    PartyOnRecord(name="Ada Bell", person=True, share="1/2", details=HOME),
    PartyOnRecord(name="First Name Automata Ltd", company_number="01234567", share="1/2"),
)
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907010.1", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590010"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=OWNERS),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
SINCE = {"since_on-day": "1", "since_on-month": "3", "since_on-year": "2026"}

EXAMPLES = (
    Example(
        name="an owner who married",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"who": {"party": ":Ada Bell", "same": "same"}, "name": {"name": "Ada Carr", **SINCE}},
        relation="owner",
        evidence=("proof",),
    ),
    Example(
        name="a company, by its representative",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "who": {"party": "01234567:First Name Automata Ltd", "same": "same"},
            "name": {"name": "Renamed Robotics Ltd", **SINCE},
        },
        relation="representative",
        evidence=("proof",),
    ),
)
