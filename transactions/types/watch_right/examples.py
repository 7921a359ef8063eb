"""Worked examples of watches."""

from datetime import date

from rights.details import PartyOnRecord
from rights.facts import ApplicationFiled, Granted, ProprietorsChanged, Published
from transactions.parts import Example

HISTORY = (
    ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907080.4", title="Robot"),
    Published(effective_on=date(2020, 11, 11), number="GB2590080"),
    Granted(effective_on=date(2021, 9, 1)),
    ProprietorsChanged(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Ada Bell", person=True),)),
)
WHERE = {"email": "watcher@example.com"}

EXAMPLES = (
    Example(
        name="a competitor, until it stops",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={"events": {"events": ["force", "owners"]}, "where": WHERE},
        relation="party",
        charged_pence=2500,
        stage_exits={"watching": "stop"},
        days={"watching": date(2026, 9, 1)},
    ),
    Example(
        name="somebody who did not sign in, for good",
        on=date(2026, 3, 20),
        history=HISTORY,
        answers={"events": {"events": ["renewals"]}, "where": WHERE},
        charged_pence=2500,
        ends="waiting",
    ),
)
