"""Worked examples of orders."""

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
        ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907052.3", title="Robot"),
        Published(effective_on=date(2020, 11, 11), number="GB2590052"),
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
ORDER = {"court": "High Court, Patents Court", "number": "HP-2025-000001", **DAY}
ADA_AGAIN = {**DEE, "name": "Ada Bell", "share": "3/4", "email": "ada@example.com"}
CONTACT = {"contact": "new", "agent": "keep"}

EXAMPLES = (
    Example(
        name="an order gives it to another company",
        on=date(2026, 3, 20),
        history=history(ADA),
        answers={"instrument": ORDER, "owners": {"items": [CARR]}, "contact": CONTACT},
        relation="party",
        evidence=("order",),
        charged_pence=5000,
    ),
    Example(
        name="an order makes another person co-owner",
        on=date(2026, 3, 20),
        history=history(ADA),
        answers={"instrument": ORDER, "owners": {"items": [ADA_AGAIN, {**DEE, "share": "1/4"}]}, "contact": CONTACT},
        relation="owner",
        evidence=("order",),
        charged_pence=5000,
    ),
)
