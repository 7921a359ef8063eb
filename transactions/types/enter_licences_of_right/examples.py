"""Worked examples of entries of licences of right."""

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
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
USER = Details(("5 Quay", "Swansea"), "SA1 1AA", "GB", "user@example.com", name="User Ltd")


def licence(exclusivity: str) -> InterestRegistered:
    """A licence to User Ltd."""
    holders = (PartyOnRecord("User Ltd", details=USER),)
    return InterestRegistered(
        effective_on=date(2020, 2, 3), number=1, nature="licence", holders=holders, exclusivity=exclusivity
    )


def history(*owners: PartyOnRecord, more: tuple[Fact, ...] = ()) -> tuple[object, ...]:
    """A patent of these owners, filed in September 2006 and paid up to year 18."""
    paid = tuple(RenewalPaid(effective_on=date(2005 + year, 9, 4), year=year) for year in range(5, 19))
    return (
        ApplicationFiled(effective_on=date(2006, 9, 18), right_kind="GB", number="GB0618044.4", title="Spring"),
        Published(effective_on=date(2008, 3, 19), number="GB2440044"),
        Granted(effective_on=date(2009, 6, 3)),
        ProprietorsChanged(effective_on=date(2006, 9, 18), parties=owners),
        AddressChanged(effective_on=date(2006, 9, 18), purpose="proprietor", name="Ada Bell", particulars=HOME),
        *paid,
        *more,
    )


FREE = {"contract": {"precluded": "no"}}

EXAMPLES = (
    Example("nobody has a licence", date(2024, 6, 13), history(ADA), FREE, "owner", paid_through_year=18),
    Example(
        "somebody has a non-exclusive licence",
        date(2024, 6, 13),
        history(ADA, more=(licence("non-exclusive"),)),
        FREE,
        "representative",
    ),
    Example("refused", date(2024, 6, 13), history(ADA), FREE, "owner", decides="refuse", ends="refused"),
)
