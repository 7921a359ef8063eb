"""What the worked examples of ownership have in common: invented owners and a patent of theirs."""

from datetime import date
from typing import Any

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicationFiled, Fact, Granted, ProprietorsChanged, Published

FILED = date(2019, 5, 10)
HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
BETA = PartyOnRecord(name="Beta Ltd", company_number="01234567")


def history(number: str, publication: str, *owners: PartyOnRecord) -> tuple[Fact, ...]:
    """A granted patent of these owners, filed on 10 May 2019."""
    return (
        ApplicationFiled(effective_on=FILED, right_kind="GB", number=number, title="Robot"),
        Published(effective_on=date(2020, 11, 11), number=publication),
        Granted(effective_on=date(2021, 9, 1)),
        ProprietorsChanged(effective_on=FILED, parties=owners),
        AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
    )


DAY = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026"}
CARR: dict[str, Any] = {
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
