"""Worked examples of cancellations: filed 18 March 2014, entered 2 November 2020, half fees for years 8 to 11.

The other half of £130, £150, £170 and £190 is £65 + £75 + £85 + £95 = £320.
"""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import (
    AddressChanged,
    ApplicationFiled,
    Fact,
    Granted,
    LicenceOfRightEntered,
    ProprietorsChanged,
    Published,
    RenewalPaid,
)
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)


def history(*owners: PartyOnRecord, more: tuple[Fact, ...] = ()) -> tuple[object, ...]:
    """A patent of these owners with licences of right, paid up to year 11."""
    paid = tuple(RenewalPaid(effective_on=date(2013 + year, 3, 4), year=year) for year in range(5, 12))
    return (
        ApplicationFiled(effective_on=date(2014, 3, 18), right_kind="GB", number="GB1404845.8", title="Valve"),
        Published(effective_on=date(2015, 9, 23), number="GB2520045"),
        Granted(effective_on=date(2017, 1, 11)),
        ProprietorsChanged(effective_on=date(2014, 3, 18), parties=owners),
        AddressChanged(effective_on=date(2014, 3, 18), purpose="proprietor", name="Ada Bell", particulars=HOME),
        *paid,
        LicenceOfRightEntered(effective_on=date(2020, 11, 2)),
        *more,
    )


NOBODY = {"licences": {"licences": "nobody"}}
OTHERS = {"licences": {"licences": "others"}}

EXAMPLES = (
    Example(
        name="nobody opposes it: asked on 13 June, advertised 19 June, open until 17 July 2024, £320",
        on=date(2024, 6, 13),
        history=history(ADA),
        answers=NOBODY,
        relation="owner",
        charged_pence=32000,
        days={"decide": date(2024, 7, 22)},
    ),
    Example(
        name="opposed, heard and cancelled, with the agreement of somebody who is not on the register",
        on=date(2024, 6, 13),
        history=history(ADA),
        answers=OTHERS,
        relation="representative",
        evidence=("agreements",),
        charged_pence=32000,
        stage_exits={"advertised": "opposed", "hearing": "heard"},
        days={"advertised": date(2024, 7, 1), "hearing": date(2024, 9, 3), "decide": date(2024, 9, 10)},
    ),
    Example(
        name="opposed, heard and refused: the balance goes back",
        on=date(2024, 6, 13),
        history=history(ADA),
        answers=NOBODY,
        relation="owner",
        charged_pence=32000,
        decides="refuse",
        stage_exits={"advertised": "opposed", "hearing": "heard"},
        days={"advertised": date(2024, 7, 1), "hearing": date(2024, 9, 3), "decide": date(2024, 9, 10)},
        ends="refused",
    ),
)
