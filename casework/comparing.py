"""What the register says of a right, beside what it would say if a request were accepted; nothing is written."""

from dataclasses import dataclass
from datetime import date

from accounts.roles import OfficePermission, demand
from core.actor import Officer
from rights.rehearsing import rehearse
from rights.shown.then import Compared, compared
from rights.standing import Standing
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.standings import load

SHOWN = 10


@dataclass(frozen=True)
class Comparison:
    """One right with what changes of it; ``problem`` where the answers cannot be turned into entries any more."""

    number: str
    title: str
    rows: list[Compared]
    problem: bool = False

    @property
    def changed(self) -> list[Compared]:
        """Only what would be different."""
        return [row for row in self.rows if row.differs]


def before_and_after(filing: Filing, *, by: Officer, on: date) -> list[Comparison]:
    """The first rights of a filing, each as it is and as it would be; the number of queries grows with those only.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    rows = FilingRight.objects.visible_to(by).filter(filing=filing, left_out=False).order_by("right_id")
    right_ids = list(rows.values_list("right_id", flat=True)[:SHOWN])
    standings = load(right_ids, by=by, on=on, asking=filing, links_of=filing.organisation_id)
    return [_compare(filing, standings[pk], on) for pk in right_ids]


def _compare(filing: Filing, standing: Standing, on: date) -> Comparison:
    right = standing.right
    try:
        facts = list(type_named(filing.type).facts(filing.claims, standing, on))
        before, after = rehearse(right.id, facts, on=on)
    except (LookupError, ValueError):
        return Comparison(right.number, right.title, [], problem=True)
    return Comparison(right.number, right.title, compared(before, after, for_office=True))
