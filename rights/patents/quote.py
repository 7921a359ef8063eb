"""What is owed to renew a patent on a given day, and how the patent stands."""

from dataclasses import dataclass
from datetime import date

from rights.calendar import OfficeCalendar, anniversary
from rights.patents.fees import FeeBook
from rights.patents.licences_of_right import HALF_FEE_RULE, HalfFeeRule, is_debatable, is_halved
from rights.patents.terms import LAST_ANNIVERSARY, Renewal, RenewalFacts, last_day_of_term, unpaid_renewals
from rights.patents.timetable import LATE_MONTHS, NO_LONGER_IN_FORCE, PAYABLE, DueMonth, State, state_of

__all__ = ["HalfFeeRule", "Quote", "RenewalFacts", "State", "quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The next renewal of a patent as it stands on a day. Money is in pence; what does not apply is None or empty.

    Dates are nominal; those ending in ``_effective`` are moved past excluded and interrupted days, and set the state.
    Fees are those payable on ``on``, also while not yet due. ``certain`` is False where a fee is not known for sure.
    ``ceased_on`` is the day at whose end a patent that is no longer in force ceased, not the day on which time to pay
    ran out (r.36(2)(b)); ``paid_to_on`` is the day up to which paying covers.
    """

    on: date
    state: State
    expires_on: date
    years: tuple[int, ...] = ()
    renewal_on: date | None = None
    opens_on: date | None = None
    due_on: date | None = None
    free_late_until: date | None = None
    late_until: date | None = None
    restore_by: date | None = None
    due_on_effective: date | None = None
    free_late_until_effective: date | None = None
    late_until_effective: date | None = None
    restore_by_effective: date | None = None
    ceased_on: date | None = None
    paid_to_on: date | None = None
    next_renewal_on: date | None = None
    months_late: int = 0
    halved: bool = False
    renewal_fee_pence: int | None = None
    additional_fee_pence: int | None = None
    fees_by_year_pence: tuple[int, ...] = ()
    certain: bool = True

    @property
    def total_pence(self) -> int | None:
        """Renewal fee and additional fee together, in pence; None where they are not known or not payable."""
        if self.renewal_fee_pence is None or self.additional_fee_pence is None:
            return None
        return self.renewal_fee_pence + self.additional_fee_pence

    @property
    def is_payable(self) -> bool:
        """Whether the renewal can be paid on the day of the quote."""
        return self.state in PAYABLE


def quote(
    facts: RenewalFacts, on: date, calendar: OfficeCalendar, fees: FeeBook, half_fee_rule: HalfFeeRule = HALF_FEE_RULE
) -> Quote:
    """What the register's facts mean for the renewal of a patent on a day."""
    if facts.granted_on is None or on < facts.granted_on:
        return Quote(on=on, state=State.NOT_GRANTED, expires_on=last_day_of_term(facts.filed_on))
    renewal = next(unpaid_renewals(facts), None)
    if renewal is None:
        return _quote_paid(facts, on)
    month = DueMonth.ending(renewal.due_on, calendar)
    charge = _charge(facts, renewal, on, month, fees=fees, half_fee_rule=half_fee_rule)
    return _quote_unpaid(facts, renewal, on, month, charge)


def _quote_paid(facts: RenewalFacts, on: date) -> Quote:
    expires_on = last_day_of_term(facts.filed_on)
    return Quote(on=on, state=State.EXPIRED if on > expires_on else State.FULLY_PAID, expires_on=expires_on)


@dataclass(frozen=True, slots=True)
class _Charge:
    """What one payment costs, in pence."""

    halved: bool = False
    renewal_pence: int | None = None
    additional_pence: int | None = None
    certain: bool = True
    by_year_pence: tuple[int, ...] = ()


def _charge(
    facts: RenewalFacts, renewal: Renewal, on: date, month: DueMonth, *, fees: FeeBook, half_fee_rule: HalfFeeRule
) -> _Charge:
    """The fees payable on a day: none once the patent has ceased for good, unknown where no fee table is held."""
    if on > month.restore_by_effective:
        return _Charge()
    entered_on, opens_on, due_on = facts.licences_of_right_since, renewal.opens_on, month.effective_ends[0]
    halved = is_halved(entered_on, opens_on=opens_on, due_on=due_on, paid_on=on, rule=half_fee_rule)
    months_late = min(month.ends_passed(on), LATE_MONTHS)
    price = fees.price(renewal.years, on, months_late=months_late, due_on=month.ends[0], halved=halved)
    if price is None:
        return _Charge(halved=halved, certain=False)
    certain = price.certain and not is_debatable(entered_on, opens_on=opens_on, paid_on=on)
    return _Charge(halved, price.renewal_pence, price.additional_pence, certain, price.by_year_pence)


def _quote_unpaid(facts: RenewalFacts, renewal: Renewal, on: date, month: DueMonth, charge: _Charge) -> Quote:
    state, expires_on = state_of(renewal, on, month), last_day_of_term(facts.filed_on)
    next_anniversary = anniversary(facts.filed_on, renewal.years[-1])
    return Quote(
        on=on,
        state=state,
        expires_on=expires_on,
        years=renewal.years,
        renewal_on=renewal.renewal_on,
        opens_on=renewal.opens_on,
        due_on=month.ends[0],
        free_late_until=month.ends[1],
        late_until=month.ends[-1],
        restore_by=month.restore_by,
        due_on_effective=month.effective_ends[0],
        free_late_until_effective=month.effective_ends[1],
        late_until_effective=month.effective_ends[-1],
        restore_by_effective=month.restore_by_effective,
        ceased_on=renewal.renewal_on if state in NO_LONGER_IN_FORCE else None,
        paid_to_on=min(next_anniversary, expires_on),
        next_renewal_on=next_anniversary if renewal.years[-1] <= LAST_ANNIVERSARY else None,
        months_late=month.ends_passed(on) if state in PAYABLE else 0,
        halved=charge.halved,
        renewal_fee_pence=charge.renewal_pence,
        additional_fee_pence=charge.additional_pence,
        fees_by_year_pence=charge.by_year_pence,
        certain=charge.certain,
    )
