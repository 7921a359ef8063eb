"""Worked examples of restorations: filed 10 May 2019, year 5 (£70) due 31 May 2023, late to 30 November 2023 (£120)."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Ceased, Fact, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)


def history(*owners: PartyOnRecord, more: tuple[Fact, ...] = ()) -> tuple[object, ...]:
    """A patent of these owners that ceased unpaid."""
    return (
        ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907043.2", title="Latch"),
        Published(effective_on=date(2020, 11, 11), number="GB2590043"),
        Granted(effective_on=date(2021, 9, 1)),
        ProprietorsChanged(effective_on=date(2019, 5, 10), parties=owners),
        AddressChanged(effective_on=date(2019, 5, 10), purpose="service", name="Ada Bell", particulars=HOME),
        *more,
        Ceased(effective_on=date(2023, 5, 10)),
    )


ON = date(2024, 1, 15)
REASONS = "The reminder went to an office that we had left. We found out on 8 January 2024."
ANSWERS = {"who": {"applicant": "all"}, "reasons": {"reasons": REASONS, "evidence": "now"}}
LATER = {"who": {"applicant": "entitled"}, "reasons": {"reasons": REASONS, "evidence": "later"}}
HEARD = {"minded": "ask-to-be-heard", "hearing": "heard"}
DAYS = {"decide": date(2024, 2, 20), "minded": date(2024, 3, 11), "hearing": date(2024, 4, 15)}

EXAMPLES = (
    Example(
        name="offered and paid: £135 to ask, then £70 and £120",
        on=ON,
        history=history(ADA),
        answers=ANSWERS,
        relation="owner",
        evidence=("proof",),
        charged_pence=13500,
        stage_pence=19000,
        days={"decide": date(2024, 2, 20), "offered": date(2024, 3, 4)},
        paid_through_year=5,
    ),
    Example(
        name="offered and not paid",
        on=ON,
        history=history(ADA),
        answers=ANSWERS,
        relation="owner",
        evidence=("proof",),
        charged_pence=13500,
        days={"decide": date(2024, 2, 20)},
        unpaid=frozenset({"offered"}),
        ends="refused",
    ),
    Example(
        name="refused, and nobody asks to be heard",
        on=ON,
        history=history(ADA),
        answers=ANSWERS,
        relation="representative",
        evidence=("proof",),
        charged_pence=13500,
        decides="refuse",
        days={"decide": date(2024, 2, 20)},
        ends="refused",
    ),
    Example(
        name="minded to refuse, heard, offered and paid",
        on=ON,
        history=history(ADA),
        answers=ANSWERS,
        relation="owner",
        evidence=("proof",),
        charged_pence=13500,
        stage_pence=19000,
        decides=("refuse", "accept"),
        stage_exits=HEARD,
        days=DAYS | {"offered": date(2024, 4, 22)},
        paid_through_year=5,
    ),
    Example(
        name="minded to refuse, heard and refused; somebody else asks, and the evidence follows",
        on=ON,
        history=history(ADA),
        answers=LATER,
        relation="party",
        evidence=("title",),
        charged_pence=13500,
        decides=("refuse", "refuse"),
        stage_exits=HEARD,
        days=DAYS,
        ends="refused",
    ),
)
