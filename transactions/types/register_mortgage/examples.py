"""Worked examples of securities."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, AgentChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Answers, Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
FILED = date(2019, 5, 10)
HISTORY = (
    ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907090.3", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590090"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=FILED, parties=(ADA,)),
    AgentChanged(effective_on=FILED, parties=(PartyOnRecord(name="Penn LLP"),)),
    AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
)
BANK = {
    "kind": "company",
    "company_number": "01234567",
    "name": "Example Lending plc",
    "line_1": "5 Corn Exchange",
    "line_2": "",
    "town": "Leeds",
    "county": "",
    "postcode": "LS1 1AA",
    "country": "GB",
    "email": "lender@example.com",
}
SIGNED = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026"}
WHOLE: Answers = {"what": {"extent": "whole"}, "holders": {"items": [BANK]}, "instrument": SIGNED}

EXAMPLES = (
    Example(
        name="the lender has its security registered",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers=WHOLE,
        relation="party",
        evidence=("security",),
        charged_pence=5000,
    ),
    Example(
        name="the owner asks for it and two lenders share it",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={**WHOLE, "holders": {"items": [BANK, {**BANK, "company_number": "", "name": "Second Lending LLP"}]}},
        relation="owner",
        evidence=("security",),
        charged_pence=5000,
    ),
    Example(
        name="the owner did not sign",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers=WHOLE,
        relation="party",
        evidence=("security",),
        charged_pence=5000,
        decides="refuse",
        ends="refused",
    ),
)
