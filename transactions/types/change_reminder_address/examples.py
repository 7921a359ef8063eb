"""Worked examples of a new address for renewal reminders."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

OWNER = PartyOnRecord(name="Example Instruments Ltd", company_number="01234567")
BEFORE = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com", name="Pat Payer")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907030.9", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590030"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(OWNER,)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="renewal-reminder", name="Pat Payer", particulars=BEFORE),
)
PARIS = {
    "name": "Annuity Firm",
    "line_1": "3 Rue",
    "line_2": "",
    "town": "Paris",
    "county": "",
    "postcode": "75001",
    "country": "FR",
}

EXAMPLES = (
    Example(
        name="the owner hands reminders to an annuity firm abroad",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"address": PARIS, "email": {"email": "annuities@example.com"}},
        relation="owner",
    ),
    Example(
        name="the representative takes them over, where there was no such address",
        on=date(2026, 4, 8),
        history=HISTORY[:4],
        answers={"address": PARIS, "email": {"email": "annuities@example.com"}},
        relation="representative",
    ),
)
