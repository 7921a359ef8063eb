"""Worked examples of surrenders; days by hand: the journal appears on Wednesdays, opposition is open for four weeks."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import (
    AddressChanged,
    ApplicationFiled,
    Fact,
    Granted,
    InterestRegistered,
    ProprietorsChanged,
    Published,
    RenewalPaid,
)
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
LENDER = Details(("2 New Street", "Leeds"), "LS1 4AP", "GB", "lender@example.com", name="Carr Bank plc")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
MORTGAGE = InterestRegistered(
    effective_on=date(2022, 5, 3),
    number=1,
    nature="mortgage",
    holders=(PartyOnRecord("Carr Bank plc", details=LENDER),),
)


def history(*owners: PartyOnRecord, more: tuple[Fact, ...] = ()) -> tuple[object, ...]:
    """A patent of these owners, in force."""
    return (
        ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907042.4", title="Hinge"),
        Published(effective_on=date(2020, 11, 11), number="GB2590042"),
        Granted(effective_on=date(2021, 9, 1)),
        ProprietorsChanged(effective_on=date(2019, 5, 10), parties=owners),
        AddressChanged(effective_on=date(2019, 5, 10), purpose="service", name="Ada Bell", particulars=HOME),
        RenewalPaid(effective_on=date(2023, 5, 2), year=5),
        RenewalPaid(effective_on=date(2024, 5, 2), year=6),
        *more,
    )


PERSON = {"name": "Ada Bell", "telephone": "01632 960001"}
ANSWERS = {"actions": {"actions": "none"}, "person": PERSON}
PENDING = {"actions": {"actions": "pending", "particulars": "High Court, HP-2024-000001, Example v Bell"}}

EXAMPLES = (
    Example(
        name="nobody opposes it: offered 13 June, advertised 19 June, open until 17 July, effective 24 July 2024",
        on=date(2024, 6, 13),
        history=history(ADA),
        answers=ANSWERS,
        relation="owner",
        days={"decide": date(2024, 7, 22)},
    ),
    Example(
        name="a lender opposes it, both are heard, and it is refused",
        on=date(2024, 6, 13),
        history=history(ADA, more=(MORTGAGE,)),
        answers=ANSWERS | PENDING,
        relation="representative",
        decides="refuse",
        stage_exits={"advertised": "opposed", "hearing": "heard"},
        days={"advertised": date(2024, 7, 1), "hearing": date(2024, 9, 3), "decide": date(2024, 9, 10)},
        ends="refused",
    ),
    Example(
        name="opposed without success: accepted on a Tuesday, effective the day after",
        on=date(2024, 6, 13),
        history=history(ADA, more=(MORTGAGE,)),
        answers=ANSWERS,
        relation="owner",
        stage_exits={"advertised": "opposed", "hearing": "heard"},
        days={"advertised": date(2024, 7, 17), "hearing": date(2024, 9, 3), "decide": date(2024, 9, 10)},
    ),
)
