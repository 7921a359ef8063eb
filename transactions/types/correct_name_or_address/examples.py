"""Worked examples of names and addresses that were never right."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bel")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907110.9", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590110"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Ada Bel", person=True, details=HOME),)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bel", particulars=HOME),
)
RIGHT = {
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
        name="a letter is missing in the owner's name",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"whose": {"whose": "1/proprietors-changed:2019-05-10|:Ada Bel", "was_right": "never"}, "right": RIGHT},
        relation="owner",
        evidence=("proof",),
    ),
    Example(
        name="a wrong house number in the contact address, without proof",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "whose": {"whose": "1/address-changed:2019-05-10|", "was_right": "never"},
            "right": {**RIGHT, "line_1": "11 Old Street"},
        },
        relation="representative",
        evidence=("proof",),
        decides="refuse",
        ends="refused",
    ),
)
