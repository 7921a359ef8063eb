"""Worked examples of wrong entries."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published, TitleChanged
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord("Ada Bell", person=True, details=HOME)
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907100.0", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590100"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(ADA,)),
    TitleChanged(effective_on=date(2021, 9, 1), title="Rabbit"),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
OF_TITLE = "1/title-changed:2021-09-01"
OF_OWNER = "1/proprietors-changed:2019-05-10"
BEA = {
    "kind": "person",
    "company_number": "",
    "name": "Bea Cole",
    "line_1": "3 Wynd",
    "line_2": "",
    "town": "Glasgow",
    "county": "",
    "postcode": "G1 1AA",
    "country": "GB",
    "email": "bea@example.com",
    "share": "",
}

EXAMPLES = (
    Example(
        name="a title that was never changed",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "entry": {"entry": OF_TITLE, "reasons": "The grant has the title of the application."},
            "instead": {"instead": "remove"},
        },
        relation="owner",
        evidence=("proof",),
    ),
    Example(
        name="a co-owner who was forgotten",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "entry": {"entry": OF_OWNER, "reasons": "Bea Cole was an applicant from the beginning."},
            "instead": {"instead": "owners"},
            "owners": {"items": [{**BEA, "name": "Ada Bell", "email": ""}, BEA]},
        },
        relation="representative",
        evidence=("proof",),
    ),
    Example(
        name="a day without proof",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={
            "entry": {"entry": OF_OWNER, "reasons": "It was later."},
            "instead": {"instead": "day", "day-day": "1", "day-month": "6", "day-year": "2019"},
        },
        relation="owner",
        evidence=("proof",),
        decides="refuse",
        ends="refused",
    ),
)
