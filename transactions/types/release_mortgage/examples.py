"""Worked examples of releases."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, InterestRegistered, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
OFFICE = Details(("5 Corn Exchange", "Leeds"), "LS1 1AA", "GB", "lender@example.com", name="Example Lending plc")
BANK = PartyOnRecord(name="Example Lending plc", company_number="01234567", details=OFFICE)
FILED = date(2019, 5, 10)
HISTORY = (
    ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907100.0", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590100"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=FILED, parties=(ADA,)),
    AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
    InterestRegistered(effective_on=date(2024, 2, 1), number=1, nature="mortgage", holders=(BANK,)),
)
ANSWERS = {
    "which": {"interest": "1"},
    "how": {"ended_on-day": "1", "ended_on-month": "3", "ended_on-year": "2026"},
    "proof": {"proof": "document"},
}

EXAMPLES = (
    Example(
        name="the owner has the lender's signed release",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers=ANSWERS,
        relation="owner",
        evidence=("release",),
        charged_pence=5000,
    ),
    Example(
        name="the lender itself releases its security",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers=ANSWERS,
        relation="party",
        evidence=("release",),
        charged_pence=5000,
    ),
    Example(
        name="the release was not signed by the lender",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers=ANSWERS,
        relation="owner",
        evidence=("release",),
        charged_pence=5000,
        decides="refuse",
        ends="refused",
    ),
)
