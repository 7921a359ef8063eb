"""What a patent costs to keep: if it is paid today or later, and to the end of its term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rights.calendar import ONE_DAY, OfficeCalendar
from rights.patents.fees import FeeBook
from rights.patents.licences_of_right import is_debatable, is_halved
from rights.patents.quote import Quote, quote
from rights.patents.terms import Renewal, RenewalFacts, unpaid_renewals
from rights.patents.timetable import DueMonth, State


@dataclass(frozen=True, slots=True)
class YearCost:
    """The renewal fee of one year in pence if paid in time; None before the first fee table."""

    year: int
    due_on: date
    fee_pence: int | None
    certain: bool


@dataclass(frozen=True, slots=True)
class PeriodCost:
    """What the next renewal costs in pence if it is paid on any day from ``from_on`` to ``until_on``."""

    from_on: date
    until_on: date
    state: State
    renewal_fee_pence: int | None
    additional_fee_pence: int | None
    total_pence: int | None
    certain: bool


def cost_if_paid(facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook) -> list[PeriodCost]:
    """The price of the next renewal from ``on`` to the last day for late payment, one row for each price.

    Empty where nothing can be renewed any more or nothing is left to renew.
    """
    now = quote(facts, on, calendar, fees)
    if now.opens_on is None or now.due_on is None:
        return []
    month_ends = DueMonth.ending(now.due_on, calendar).effective_ends
    starts = _price_changes(max(on, now.opens_on), month_ends, fees)
    ends = [*(start - ONE_DAY for start in starts[1:]), month_ends[-1]]
    quotes = [quote(facts, start, calendar, fees) for start in starts]
    return [_period_cost(quoted, until_on=end) for quoted, end in zip(quotes, ends, strict=False)]


def cost_to_end(facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook) -> list[YearCost]:
    """The renewal fee of every unpaid year, without additional fees; empty once the patent has ceased for good.

    A renewal that can be paid now is priced today, a later one at the end of its renewal period by the fees known now.
    """
    if quote(facts, on, calendar, fees).state is State.CEASED:
        return []
    return [cost for renewal in unpaid_renewals(facts) for cost in _year_costs(renewal, facts, on, calendar, fees)]


def _price_changes(first: date, month_ends: tuple[date, ...], fees: FeeBook) -> list[date]:
    """The first day of each price from ``first`` until late payment ends; empty if it has ended."""
    last = month_ends[-1]
    changes = {end + ONE_DAY for end in month_ends} | set(fees.changes_between(first, last))
    return sorted({day for day in changes | {first} if first <= day <= last})


def _period_cost(quoted: Quote, *, until_on: date) -> PeriodCost:
    return PeriodCost(
        from_on=quoted.on,
        until_on=until_on,
        state=quoted.state,
        renewal_fee_pence=quoted.renewal_fee_pence,
        additional_fee_pence=quoted.additional_fee_pence,
        total_pence=quoted.total_pence,
        certain=quoted.certain,
    )


def _year_costs(
    renewal: Renewal, facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook
) -> Iterator[YearCost]:
    paid_on = on if on >= renewal.opens_on else renewal.due_on
    entered_on, opens_on = facts.licences_of_right_since, renewal.opens_on
    due_on = DueMonth.ending(renewal.due_on, calendar).effective_ends[0]
    halved = is_halved(entered_on, opens_on=opens_on, due_on=due_on, paid_on=paid_on)
    debatable = is_debatable(entered_on, opens_on=opens_on, paid_on=paid_on)
    for year in renewal.years:
        fee = fees.fee(year, paid_on, due_on=renewal.due_on, halved=halved)
        certain = fee is not None and fee.is_certain and not debatable
        yield YearCost(year, renewal.due_on, fee.pence if fee else None, certain)
