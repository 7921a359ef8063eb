"""What an entry of licences of right saves in renewal fees, and what must be paid when it is cancelled (ss.46, 47)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rights.calendar import ONE_DAY, OfficeCalendar
from rights.patents.costs import YearCost, cost_to_end
from rights.patents.fees import Fee, FeeBook
from rights.patents.licences_of_right import is_debatable, is_halved
from rights.patents.terms import FIRST_ANNIVERSARY, Renewal, RenewalFacts, unpaid_renewals
from rights.patents.timetable import DueMonth

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Savings:
    """Renewal fees to the end of the term in pence, by the fees known today: without an entry, and with one today."""

    full_pence: int
    half_pence: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """The half of a year's fee that was not paid because of the entry, in pence."""

    year: int
    pence: int
    certain: bool


def savings(facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook) -> Savings | None:
    """What an entry made on the day would save; a renewal that is payable now stays at the full fee (s.46(3)(d)).

    None where no fee is held for one of the years.
    """
    full = cost_to_end(replace(facts, licences_of_right_since=None), on, calendar, fees)
    half = cost_to_end(replace(facts, licences_of_right_since=on), on, calendar, fees)
    without, entered = _sum(full), _sum(half)
    if without is None or entered is None:
        return None
    return Savings(without, entered, all(cost.certain for cost in full))


def balance(
    facts: RenewalFacts,
    last_renewed_on: date | None,
    calendar: OfficeCalendar,
    fees: FeeBook,
    *,
    at_full_fees: Period | None = None,
) -> list[Saved] | None:
    """The balance of all fees that were halved, year by year: they count as if the entry had never been made (s.47(2)).

    When a fee was paid is known of the latest year only. None where an earlier one could have been paid on days that
    make a difference: before or after the entry, by one fee table or the next, or in ``at_full_fees``, a time in which
    an earlier request to cancel was open. A fee is taken to have been paid before the end of its late period.
    """
    known = _Known(facts, calendar, fees, at_full_fees)
    found: list[Saved] = []
    for renewal in _paid(facts):
        is_latest = renewal.years[-1] == facts.paid_through_year
        saved = known.saved(renewal, last_renewed_on if is_latest else None)
        if saved is None:
            return None
        found += saved
    return found


def _sum(costs: list[YearCost]) -> int | None:
    pence = [cost.fee_pence for cost in costs]
    return None if None in pence else sum(one for one in pence if one is not None)


def _paid(facts: RenewalFacts) -> Iterator[Renewal]:
    """The renewals that were paid, in order, each with its paid years."""
    for renewal in unpaid_renewals(replace(facts, paid_through_year=FIRST_ANNIVERSARY)):
        years = tuple(year for year in renewal.years if year <= facts.paid_through_year)
        if years:
            yield replace(renewal, years=years)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register and the tables say of a patent with an entry."""

    facts: RenewalFacts
    calendar: OfficeCalendar
    fees: FeeBook
    at_full_fees: Period | None

    def saved(self, renewal: Renewal, paid_on: date | None) -> list[Saved] | None:
        """What was not paid for one renewal: the same whatever the day of payment, else None."""
        month = DueMonth.ending(renewal.due_on, self.calendar)
        days = [paid_on] if paid_on else self._days_that_differ(renewal, month)
        answers = [self._saved_if(renewal, day, month) for day in days]
        return answers[0] if all(answer == answers[0] for answer in answers) else None

    def _days_that_differ(self, renewal: Renewal, month: DueMonth) -> list[date]:
        """The first day of every run of days on which paying costs the same."""
        first, last, entered_on = renewal.opens_on, month.effective_ends[-1], self.facts.licences_of_right_since
        turns = {first, *self.fees.changes_between(first, last)}
        turns |= {entered_on + ONE_DAY} if entered_on else set()
        turns |= {self.at_full_fees[0], self.at_full_fees[1] + ONE_DAY} if self.at_full_fees else set()
        return sorted(day for day in turns if first <= day <= last)

    def _saved_if(self, renewal: Renewal, paid_on: date, month: DueMonth) -> list[Saved] | None:
        """What was not paid if it was paid on the day; None where no fee is held for it."""
        entered_on, opens_on = self.facts.licences_of_right_since, renewal.opens_on
        halved = is_halved(entered_on, opens_on=opens_on, due_on=month.effective_ends[0], paid_on=paid_on)
        if not halved or (self.at_full_fees and self.at_full_fees[0] <= paid_on <= self.at_full_fees[1]):
            return []
        certain = not is_debatable(entered_on, opens_on=opens_on, paid_on=paid_on)
        halves = [(year, self._half(year, paid_on, renewal.due_on)) for year in renewal.years]
        found = [Saved(year, half.pence, certain and half.is_certain) for year, half in halves if half]
        return found if len(found) == len(halves) else None

    def _half(self, year: int, paid_on: date, due_on: date) -> Fee | None:
        """The half that was not paid."""
        full = self.fees.fee(year, paid_on, due_on=due_on)
        half = self.fees.fee(year, paid_on, due_on=due_on, halved=True)
        return replace(full, pence=full.pence - half.pence) if full and half else None
