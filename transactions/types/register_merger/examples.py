"""Worked examples of mergers."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
BETA = PartyOnRecord(name="Beta Ltd", company_number="01234567")
FILED = date(2019, 5, 10)


def history(*owners: PartyOnRecord) -> tuple[object, ...]:
    """A granted patent of these owners."""
    return (
        ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907050.7", title="Robot"),
        Published(effective_on=date(2020, 11, 11), number="GB2590050"),
        Granted(effective_on=date(2021, 9, 1)),
        ProprietorsChanged(effective_on=FILED, parties=owners),
        AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
    )


DAY = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026"}
CARR = {
    "kind": "company",
    "company_number": "SC123456",
    "name": "Carr Holdings Ltd",
    "line_1": "3 Wynd",
    "line_2": "",
    "town": "Glasgow",
    "county": "",
    "postcode": "G1 1AA",
    "country": "GB",
    "email": "carr@example.com",
    "share": "",
}
DEE = {**CARR, "company_number": "", "kind": "person", "name": "Dee Evans", "email": ""}
CONTACT = {"contact": "new", "agent": "keep"}

EXAMPLES = (
    Example(
        name="a company merged into another",
        on=date(2026, 3, 20),
        history=history(BETA),
        answers={
            "event": {"kind": "merger", "party": "01234567:Beta Ltd"},
            "instrument": DAY,
            "owners": {"items": [CARR]},
            "contact": CONTACT,
        },
        relation="party",
        evidence=("proof",),
        charged_pence=5000,
    ),
    Example(
        name="one of two owners was reorganised",
        on=date(2026, 3, 20),
        history=history(ADA, BETA),
        answers={
            "event": {"kind": "succession", "party": "01234567:Beta Ltd"},
            "instrument": DAY,
            "owners": {"items": [CARR]},
            "contact": CONTACT,
        },
        relation="owner",
        evidence=("proof",),
        charged_pence=5000,
    ),
)
