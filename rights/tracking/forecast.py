"""What the renewals of a portfolio will cost, year by year and client by client, by the fee tables in force."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from rights.models import Right
from rights.outlook import outlook_of
from rights.portfolio.needs import once_each
from rights.standing import RightFacts
from rights.statuses import Status

CHUNK = 2000
MOST_YEARS = 20


@dataclass(frozen=True)
class Forecast:
    """Pence by client and calendar year; ``rights`` were counted, ``unknown`` fees are in no table yet."""

    years: tuple[int, ...]
    pence: Mapping[str, Mapping[int, int]]
    rights: int
    unknown: int
    certain: bool

    def total(self, year: int) -> int:
        """Of all clients together."""
        return sum(years.get(year, 0) for years in self.pence.values())

    @property
    def rows(self) -> list[tuple[str, list[int], int]]:
        """Each client with its years and their sum, by name."""
        return [
            (client, [years.get(year, 0) for year in self.years], sum(years.values()))
            for client, years in sorted(self.pence.items())
        ]


def forecast(by: Actor, *, years: int, on: date, client: str = "") -> Forecast:
    """Every renewal of what is in force that falls due within so many years, if it is paid in time.

    Reads the rights in chunks, so that memory stays flat.
    """
    last = date(on.year + min(years, MOST_YEARS), on.month, 1)
    links = once_each(by).filter(status=Status.GRANTED)
    links = links.filter(client=client) if client else links
    pence: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    counted = unknown = 0
    certain = True
    clients = dict(links.values_list("right_id", "client"))
    ids = sorted(clients)
    for start in range(0, len(ids), CHUNK):
        for right in Right.everything.filter(pk__in=ids[start : start + CHUNK]):
            counted += 1
            for cost in outlook_of(_facts(right), on=on).years:
                if cost.due_on >= last or cost.due_on < on:
                    continue
                if cost.fee_pence is None:
                    unknown += 1
                    continue
                certain = certain and cost.certain
                pence[clients[right.pk]][cost.due_on.year] += cost.fee_pence
    return Forecast(tuple(range(on.year, last.year + 1)), pence, counted, unknown, certain)


def _facts(right: Right) -> RightFacts:
    return RightFacts(**{name: getattr(right, name) for name in RightFacts.__slots__})
