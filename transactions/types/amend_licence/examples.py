"""Worked examples of changed licences."""

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
    ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907070.5", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590070"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=FILED, parties=(ADA,)),
    AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
)
OPEN = InterestRegistered(
    effective_on=date(2024, 2, 1), number=1, nature="licence", holders=(CARR,), exclusivity="non-exclusive"
)
CLOSED = InterestRegistered(
    effective_on=date(2024, 2, 1), number=1, nature="licence", holders=(CARR,), exclusivity="exclusive"
)
DEE = {
    "kind": "person",
    "company_number": "",
    "name": "Dee Evans",
    "line_1": "4 Quay",
    "line_2": "",
    "town": "Swansea",
    "county": "",
    "postcode": "SA1 1AA",
    "country": "GB",
    "email": "dee@example.com",
}
SIGNED = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026"}

EXAMPLES = (
    Example(
        name="a licence is limited to a field",
        on=date(2026, 3, 20),
        history=(*RIGHT, OPEN),
        answers={
            "which": {"interest": "1"},
            "who": {"holders": "same"},
            "kind": {"exclusivity": "non-exclusive"},
            "limits": {"field_of_use": "Toys", "territory": "", "sublicensing": "unsaid"},
            "instrument": SIGNED,
        },
        relation="owner",
        evidence=("licence",),
        charged_pence=5000,
    ),
    Example(
        name="an exclusive licence passes to somebody else, who asks for it",
        on=date(2026, 3, 20),
        history=(*RIGHT, CLOSED),
        answers={
            "which": {"interest": "1"},
            "who": {"holders": "new"},
            "holders": {"items": [DEE]},
            "kind": {"exclusivity": "exclusive"},
            "reason": {"reason": "As it was before.", "advised": "no"},
            "limits": {"field_of_use": "", "territory": "", "sublicensing": "unsaid"},
            "instrument": SIGNED,
        },
        relation="party",
        evidence=("licence",),
        charged_pence=5000,
    ),
)
