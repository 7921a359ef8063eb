"""Worked examples of licences that ended."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, InterestRegistered, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
WORKS = Details(("3 Wynd", "Glasgow"), "G1 1AA", "GB", "carr@example.com", name="Carr Holdings Ltd")
CARR = PartyOnRecord(name="Carr Holdings Ltd", company_number="SC123456", details=WORKS)
FILED = date(2019, 5, 10)
RIGHT = (
    ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907080.4", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590080"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=FILED, parties=(ADA,)),
    AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
)
ENDED = {"how": "ended", "ended_on-day": "1", "ended_on-month": "3", "ended_on-year": "2026"}


def licence(exclusivity: str, until_on: date | None = None) -> InterestRegistered:
    """A licence of 1 February 2024 for Carr."""
    signed_on = date(2024, 2, 1)
    return InterestRegistered(
        effective_on=signed_on,
        number=1,
        nature="licence",
        holders=(CARR,),
        exclusivity=exclusivity,
        until_on=until_on,
    )


EXAMPLES = (
    Example(
        name="an exclusive licence was ended by agreement",
        on=date(2026, 3, 20),
        history=(*RIGHT, licence("exclusive")),
        answers={"which": {"interest": "1"}, "how": ENDED, "proof": {"proof": "document"}},
        relation="owner",
        evidence=("release",),
        charged_pence=5000,
    ),
    Example(
        name="a licence ran out on the last day that the register shows",
        on=date(2026, 3, 20),
        history=(*RIGHT, licence("non-exclusive", date(2026, 1, 31))),
        answers={"which": {"interest": "1"}, "how": {"how": "expired"}},
        relation="representative",
        charged_pence=5000,
    ),
    Example(
        name="the document does not show the end",
        on=date(2026, 3, 20),
        history=(*RIGHT, licence("sole")),
        answers={"which": {"interest": "1"}, "how": ENDED, "proof": {"proof": "document"}},
        relation="party",
        evidence=("release",),
        charged_pence=5000,
        decides="refuse",
        ends="refused",
    ),
)
