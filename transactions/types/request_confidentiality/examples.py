"""Worked examples of documents that are to stay confidential."""

from datetime import date

from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907130.7", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590130"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Ada Bell", person=True),)),
)
DEED = "6d0d2f6e-3c0b-4a53-9d1e-0c5f6c7e8a90"
ANSWERS = {"document": {"document": DEED, "reasons": "It shows the price."}}

EXAMPLES = (
    Example(
        name="a deed with its price, on the last of the 14 days",
        on=date(2026, 4, 15),
        history=HISTORY,
        answers=ANSWERS,
        relation="owner",
        filed_before={DEED: date(2026, 4, 1)},
    ),
    Example(
        name="reasons that the office does not accept",
        on=date(2026, 4, 2),
        history=HISTORY,
        answers=ANSWERS,
        relation="representative",
        filed_before={DEED: date(2026, 4, 1)},
        decides="refuse",
        ends="refused",
    ),
)
