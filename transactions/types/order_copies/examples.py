"""Worked examples of orders; from 6 April 2018 a certified copy costs £20 and another one £5."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907070.5", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590070"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Ada Bell", person=True, details=HOME),)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
RECEIPT = {"email": "reader@example.com"}
WHERE = {
    "name": "Quill IP LLP",
    "line_1": "5 Court",
    "line_2": "",
    "town": "Bristol",
    "county": "",
    "postcode": "BS1 1AA",
    "country": "GB",
}

EXAMPLES = (
    Example(
        name="an extract as a file, by somebody who did not sign in",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={"what": {"what": "extract"}, "how": {"how": "download"}, "receipt": RECEIPT},
        charged_pence=500,
    ),
    Example(
        name="three certified extracts on paper",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={
            "what": {"what": "certified-extract"},
            "how": {"how": "post"},
            "post": {**WHERE, "copies": "3"},
            "receipt": RECEIPT,
        },
        relation="representative",
        charged_pence=6000,
    ),
    Example(
        name="two copies of a document that the office does not have",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={
            "what": {"what": "copy"},
            "document": {"document": "The drawings as filed"},
            "post": {**WHERE, "copies": "2"},
            "receipt": RECEIPT,
        },
        relation="owner",
        charged_pence=1000,
        decides="refuse",
        ends="refused",
    ),
)
