"""Worked examples of licences."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, AgentChanged, ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Ada Bell")
ADA = PartyOnRecord(name="Ada Bell", person=True, details=HOME)
FILED = date(2019, 5, 10)
HISTORY = (
    ApplicationFiled(effective_on=FILED, right_kind="GB", number="GB1907060.6", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590060"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=FILED, parties=(ADA,)),
    AgentChanged(effective_on=FILED, parties=(PartyOnRecord(name="Penn LLP"),)),
    AddressChanged(effective_on=FILED, purpose="proprietor", name="Ada Bell", particulars=HOME),
)
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
}
DEE = {**CARR, "company_number": "", "kind": "person", "name": "Dee Evans", "email": ""}
SIGNED = {"signed_on-day": "1", "signed_on-month": "3", "signed_on-year": "2026"}
UNTIL = {"until_on-day": "28", "until_on-month": "2", "until_on-year": "2031"}

EXAMPLES = (
    Example(
        name="an exclusive licence for one field, for five years",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={
            "holders": {"items": [CARR]},
            "kind": {"exclusivity": "exclusive"},
            "reason": {"reason": "Carr builds a factory for it.", "advised": "yes"},
            "limits": {"field_of_use": "Medical devices", "territory": "", "sublicensing": "no"},
            "instrument": {**SIGNED, **UNTIL},
        },
        relation="owner",
        evidence=("licence",),
        charged_pence=5000,
    ),
    Example(
        name="two licensees ask for the registration themselves",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={
            "holders": {"items": [CARR, DEE]},
            "kind": {"exclusivity": "non-exclusive"},
            "limits": {"field_of_use": "", "territory": "Scotland", "sublicensing": "unsaid"},
            "instrument": SIGNED,
        },
        relation="party",
        evidence=("licence",),
        charged_pence=5000,
    ),
    Example(
        name="a licence whose document does not show a signature is refused",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={
            "holders": {"items": [DEE]},
            "kind": {"exclusivity": "sole"},
            "limits": {"field_of_use": "", "territory": "", "sublicensing": "yes"},
            "instrument": SIGNED,
        },
        relation="representative",
        evidence=("licence",),
        charged_pence=5000,
        decides="refuse",
        ends="refused",
    ),
)
