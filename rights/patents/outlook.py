"""What lies ahead of a patent on a day: the reasoning behind its next renewal, and what it will cost."""

from dataclasses import dataclass
from datetime import date

from rights.calendar import OfficeCalendar
from rights.patents.costs import PeriodCost, YearCost, cost_if_paid, cost_to_end
from rights.patents.explain import Step, steps
from rights.patents.fees import FeeBook
from rights.patents.quote import quote
from rights.patents.terms import RenewalFacts


@dataclass(frozen=True, slots=True)
class Outlook:
    """``steps`` explain the dates and today's fee; ``periods`` are its prices by time; ``years`` lead to the end."""

    steps: tuple[Step, ...] = ()
    periods: tuple[PeriodCost, ...] = ()
    years: tuple[YearCost, ...] = ()


def outlook(facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook) -> Outlook:
    """All three, worked out from the register's facts."""
    return Outlook(
        steps=tuple(steps(facts, quote(facts, on, calendar, fees))),
        periods=tuple(cost_if_paid(facts, on, calendar, fees)),
        years=tuple(cost_to_end(facts, on, calendar, fees)),
    )
