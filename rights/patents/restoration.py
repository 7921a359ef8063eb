"""What restoring a patent takes: the fees to be paid, and since when others could rely on its having ceased (s.28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rights.calendar import ONE_DAY, OfficeCalendar
from rights.patents.fees import FeeBook
from rights.patents.licences_of_right import is_debatable, is_halved
from rights.patents.terms import Renewal, RenewalFacts, unpaid_renewals
from rights.patents.timetable import LATE_MONTHS, DueMonth


@dataclass(frozen=True, slots=True)
class Arrear:
    """One unpaid year in pence; the additional fee of a payment for several years stands with the first of them."""

    year: int
    fee_pence: int
    additional_pence: int
    certain: bool


def arrears(facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook) -> list[Arrear] | None:
    """What must be paid on the day to restore a patent: every renewal whose period is over, with its additional fee.

    That fees which fell due after the patent ceased are paid with it, and with which additional fee, is not settled:
    they are uncertain (s.28(3); the rest to be confirmed). None before the first fee table.
    """
    found: list[Arrear] = []
    for place, renewal in enumerate(_overdue(facts, on, calendar)):
        years = _priced(facts, renewal, on, calendar, fees, is_first=place == 0)
        if years is None:
            return None
        found += years
    return found


def too_late_from(facts: RenewalFacts, calendar: OfficeCalendar) -> date | None:
    """The first day on which the next renewal can no longer be paid (s.25(4)); None where none is left to pay."""
    renewal = next(unpaid_renewals(facts), None)
    return DueMonth.ending(renewal.due_on, calendar).effective_ends[-1] + ONE_DAY if renewal else None


def _overdue(facts: RenewalFacts, on: date, calendar: OfficeCalendar) -> Iterator[Renewal]:
    for renewal in unpaid_renewals(facts):
        if DueMonth.ending(renewal.due_on, calendar).ends_passed(on) == 0:
            return
        yield renewal


def _priced(
    facts: RenewalFacts, renewal: Renewal, on: date, calendar: OfficeCalendar, fees: FeeBook, *, is_first: bool
) -> list[Arrear] | None:
    month, entered_on = DueMonth.ending(renewal.due_on, calendar), facts.licences_of_right_since
    halved = is_halved(entered_on, opens_on=renewal.opens_on, due_on=month.effective_ends[0], paid_on=on)
    months_late = min(month.ends_passed(on), LATE_MONTHS)
    price = fees.price(renewal.years, on, months_late=months_late, due_on=renewal.due_on, halved=halved)
    if price is None:
        return None
    debatable = is_debatable(entered_on, opens_on=renewal.opens_on, paid_on=on)
    certain, additional = is_first and price.certain and not debatable, price.additional_pence
    return [
        Arrear(year, pence, additional if year == renewal.years[0] else 0, certain)
        for year, pence in zip(renewal.years, price.by_year_pence, strict=True)
    ]
