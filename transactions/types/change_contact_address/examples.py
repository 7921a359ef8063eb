"""Worked examples of changing a contact address."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

OWNER = PartyOnRecord(name="Example Instruments Ltd", company_number="01234567")
BEFORE = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com", name="Example Instruments Ltd")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907000.1", title="Valve"),
    Published(effective_on=date(2020, 11, 11), number="GB2590001"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(OWNER,)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name=BEFORE.name, particulars=BEFORE),
)
IN_CARDIFF = {
    "name": "Example Instruments Ltd",
    "line_1": "2 New Road",
    "line_2": "",
    "town": "Cardiff",
    "county": "",
    "postcode": "cf101aa",
    "country": "GB",
}
IN_DUBLIN = {**IN_CARDIFF, "line_1": "3 Quay", "town": "Dublin", "postcode": "", "country": "IE"}

EXAMPLES = (
    Example(
        name="the owner moves within the United Kingdom",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"address": IN_CARDIFF, "email": {"email": "after@example.com"}},
        relation="owner",
    ),
    Example(
        name="the representative gives an address in Ireland",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"address": IN_DUBLIN, "email": {"email": "after@example.com"}},
        relation="representative",
    ),
)
