"""What the renewals of a portfolio will cost, year by year and client by client, by the fee tables in force."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.actor import Actor
from rights.models import Right
from rights.outlook import Outlook, outlook_of
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


class _Cost(NamedTuple):
    year: int
    pence: int | None
    certain: bool


def forecast(by: Actor, *, years: int, on: date, client: str = "") -> Forecast:
    """Every renewal of what is in force that falls due up to the end of so many calendar years from this one.

    What is due already and not paid counts in this year, at what it costs today, the additional fee included; the rest
    at what it costs if it is paid in time. Reads the rights in chunks, so that memory stays flat.
    """
    last = on.year + min(years, MOST_YEARS)
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
            for cost in _costs(outlook_of(_facts(right), on=on), on):
                if cost.year > last:
                    continue
                if cost.pence is None:
                    unknown += 1
                    continue
                certain = certain and cost.certain
                pence[clients[right.pk]][cost.year] += cost.pence
    return Forecast(tuple(range(on.year, last + 1)), pence, counted, unknown, certain)


def _costs(ahead: Outlook, on: date) -> Iterator[_Cost]:
    """What is due already at today's price with its additional fee, as long as it can be paid; then the years ahead."""
    if any(cost.due_on < on for cost in ahead.years):
        now = next((period for period in ahead.periods if period.from_on <= on <= period.until_on), None)
        if now is not None:
            yield _Cost(on.year, now.total_pence, now.certain)
    for cost in ahead.years:
        if cost.due_on >= on:
            yield _Cost(cost.due_on.year, cost.fee_pence, cost.certain)


def _facts(right: Right) -> RightFacts:
    return RightFacts(**{name: getattr(right, name) for name in RightFacts.__slots__})
