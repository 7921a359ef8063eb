"""Worked examples of inventors who do not want to be named."""

from datetime import date

from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, ApplicantsStated, ApplicationFiled, InventorsStated
from transactions.parts import Example

HOME = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "ada@example.com", name="Acme Ltd")
INVENTORS = (
    PartyOnRecord("Bea Cole", person=True, details=Details(("2 Lane",), "NP20 1AA", name="Bea Cole")),
    PartyOnRecord("Cy Dunn", person=True, details=Details(("3 Lane",), "NP20 1AB", name="Cy Dunn")),
)
HISTORY = (
    ApplicationFiled(effective_on=date(2026, 1, 12), right_kind="GB", number="GB2600090.1", title="Robot"),
    ApplicantsStated(effective_on=date(2026, 1, 12), parties=(PartyOnRecord("Acme Ltd", details=HOME),)),
    InventorsStated(effective_on=date(2026, 1, 12), parties=INVENTORS),
    AddressChanged(effective_on=date(2026, 1, 12), purpose="proprietor", name="Acme Ltd", particulars=HOME),
)

EXAMPLES = (
    Example(
        name="the address only",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"inventor": {"inventor": ":Bea Cole", "what": "address"}},
        relation="owner",
    ),
    Example(
        name="name and address, for a reason",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"inventor": {"inventor": ":Cy Dunn", "what": "both", "reasons": "Threats against animal research."}},
        relation="representative",
    ),
    Example(
        name="name and address, for no good reason",
        on=date(2026, 4, 8),
        history=HISTORY,
        answers={"inventor": {"inventor": ":Cy Dunn", "what": "both", "reasons": "Modesty."}},
        relation="owner",
        decides="refuse",
        ends="refused",
    ),
)
