"""Worked examples of renewing; amounts and days by hand from the Patents Rules 2007 and the fees of 2018."""

from datetime import date

from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, Granted, LicenceOfRightEntered, ProprietorsChanged, Published, RenewalPaid
from transactions.parts import Example

OWNER = PartyOnRecord(name="Example Instruments Ltd", company_number="01234567")
NO_REMINDERS = {"receipt": {"email": "payer@example.com", "reminders": "no"}}
REMINDERS = {"receipt": {"email": "payer@example.com", "reminders": "yes", "reminder_name": "A Payer"}}


def _granted(filed_on: date, granted_on: date, *, paid: tuple[int, ...] = ()) -> tuple[object, ...]:
    history = [
        ApplicationFiled(effective_on=filed_on, right_kind="GB", number="GB1907000.1", title="Valve"),
        Published(effective_on=filed_on.replace(year=filed_on.year + 2), number="GB2590001"),
        ProprietorsChanged(effective_on=filed_on, parties=(OWNER,)),
        Granted(effective_on=granted_on),
    ]
    years = (RenewalPaid(effective_on=filed_on.replace(year=filed_on.year + year - 1), year=year) for year in paid)
    return (*history, *years)


EXAMPLES = (
    Example(
        name="in time, filed 10 May 2019, year 5, £70",
        on=date(2023, 5, 31),
        history=_granted(date(2019, 5, 10), date(2021, 9, 1)),
        answers=NO_REMINDERS,
        charged_pence=7000,
        paid_through_year=5,
    ),
    Example(
        name="three months late, £70 and £48",
        on=date(2023, 8, 15),
        history=_granted(date(2019, 5, 10), date(2021, 9, 1)),
        answers=REMINDERS,
        charged_pence=11800,
        paid_through_year=5,
    ),
    Example(
        name="granted late, years 5 and 6 together, £70 and £90",
        on=date(2024, 7, 1),
        history=_granted(date(2019, 5, 10), date(2024, 4, 16)),
        answers=NO_REMINDERS,
        charged_pence=16000,
        paid_through_year=6,
    ),
    Example(
        name="licences of right, year 6 at half, £45",
        on=date(2024, 5, 2),
        history=(
            *_granted(date(2019, 5, 10), date(2021, 9, 1), paid=(5,)),
            LicenceOfRightEntered(effective_on=date(2023, 11, 6)),
        ),
        answers=NO_REMINDERS,
        charged_pence=4500,
        paid_through_year=6,
    ),
)
