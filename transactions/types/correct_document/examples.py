"""Worked examples of corrected documents."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907120.8", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590120"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Ada Bell", person=True, details=HOME),)),
    AddressChanged(effective_on=date(2019, 5, 10), purpose="proprietor", name="Ada Bell", particulars=HOME),
)
REASONS = {"reasons": "A slip in typing; the drawings show what was meant."}
SLIP = {"document": "other", "wrong": "Form 7 says Jnae for Jane."}
METRES = {"document": "specification", "obvious": "yes", "wrong": "Page 3 line 4 says 5 km, it should say 5 mm."}

EXAMPLES = (
    Example(
        name="a slip to which nobody could object",
        on=date(2024, 6, 13),
        history=HISTORY,
        answers={"document": SLIP, "reasons": REASONS},
        relation="owner",
        evidence=("corrected",),
        stage_exits={"first-look": "nobody-could-object"},
        days={"first-look": date(2024, 6, 17), "decide": date(2024, 6, 20)},
    ),
    Example(
        name="asked 13 June, not looked at until the 27th, advertised 3 July 2024, open until 31 July",
        on=date(2024, 6, 13),
        history=HISTORY,
        answers={"document": METRES, "reasons": REASONS},
        relation="representative",
        evidence=("corrected",),
    ),
    Example(
        name="advertised at once, opposed, heard and refused",
        on=date(2024, 6, 13),
        history=HISTORY,
        answers={"document": METRES, "reasons": REASONS},
        relation="owner",
        evidence=("corrected",),
        stage_exits={"first-look": "advertise", "advertised": "opposed", "hearing": "heard"},
        days={
            "first-look": date(2024, 6, 14),
            "advertised": date(2024, 7, 10),
            "hearing": date(2024, 9, 3),
            "decide": date(2024, 9, 10),
        },
        decides="refuse",
        ends="refused",
    ),
)
