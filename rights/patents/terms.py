"""When the renewal fees of a patent fall due (Patents Act 1977 s.25, Patents Rules 2007 rr.36 to 40)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Literal

from rights.calendar import ONE_DAY, anniversaries_until, anniversary, month_end, month_start, months_after

Kind = Literal["GB", "EP"]

TERM_YEARS = 20
FIRST_ANNIVERSARY = 4
LAST_ANNIVERSARY = 19
MONTHS_FROM_GRANT = 3


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """What the register says that renewals depend on.

    ``granted_on`` is the grant of a GB patent, or the mention of the grant of a European patent (UK) in the European
    Patent Bulletin. ``paid_through_year`` is 4 where no fee was ever paid, as no fee covers years 1 to 4.
    """

    kind: Kind
    filed_on: date
    granted_on: date | None
    paid_through_year: int = FIRST_ANNIVERSARY
    licences_of_right_since: date | None = None


class Basis(Enum):
    """Which rule sets a renewal date."""

    ANNIVERSARY = "anniversary"
    GB_LATE_GRANT = "gb-late-grant"
    EP_LATE_GRANT = "ep-late-grant"


@dataclass(frozen=True, slots=True)
class Renewal:
    """One payment in a patent's life: the years that it covers and when it may be made, in nominal dates."""

    years: tuple[int, ...]
    renewal_on: date
    opens_on: date
    basis: Basis = Basis.ANNIVERSARY

    @property
    def due_on(self) -> date:
        """The last day of the month of the renewal date (r.38(2))."""
        return month_end(self.renewal_on)


def last_day_of_term(filed_on: date) -> date:
    """The day before the twentieth anniversary of filing (s.25(1))."""
    return anniversary(filed_on, TERM_YEARS) - ONE_DAY


def last_early_grant(filed_on: date) -> date:
    """The last day of grant for which the fourth anniversary is the first renewal date: three months before it."""
    return months_after(filed_on, 12 * FIRST_ANNIVERSARY - MONTHS_FROM_GRANT)


def is_late_grant(filed_on: date, granted_on: date) -> bool:
    """Whether grant came in the three months ending with the fourth anniversary, or later (r.37(3) and (4))."""
    return granted_on > last_early_grant(filed_on)


def unpaid_renewals(facts: RenewalFacts) -> Iterator[Renewal]:
    """The renewals still to be paid, in order, each with its unpaid years only; none before grant.

    After a late grant the second renewal date is the first anniversary after the first renewal date (r.38(3)(a)).
    """
    first = _first_renewal(facts)
    if first is None:
        return
    paid = facts.paid_through_year
    if paid < first.years[0]:
        yield first
    elif paid < first.years[-1]:
        yield replace(first, years=tuple(year for year in first.years if year > paid))
    for number in range(max(paid, first.years[-1]), LAST_ANNIVERSARY + 1):
        yield _renewal_at_anniversary(facts.filed_on, number)


def _first_renewal(facts: RenewalFacts) -> Renewal | None:
    if facts.granted_on is None:
        return None
    if not is_late_grant(facts.filed_on, facts.granted_on):
        return _renewal_at_anniversary(facts.filed_on, FIRST_ANNIVERSARY)
    first_after = _first_after_late_grant if facts.kind == "GB" else _first_after_late_mention
    return first_after(facts.filed_on, facts.granted_on)


def _renewal_at_anniversary(filed_on: date, number: int) -> Renewal:
    """The ordinary case: payable in three calendar months, the last with the anniversary in it (rr.37(2), 38(2))."""
    renewal_on = anniversary(filed_on, number)
    return Renewal((number + 1,), renewal_on, opens_on=month_start(renewal_on, months=-2))


def _first_after_late_grant(filed_on: date, granted_on: date) -> Renewal | None:
    """Three months from grant, for all anniversaries until then at once (r.37(3)).

    The months begin immediately after the grant (SI 2011/2052). A renewal date after the term would keep nothing
    in force, so there is none.
    """
    renewal_on = months_after(granted_on, MONTHS_FROM_GRANT)
    if renewal_on > last_day_of_term(filed_on):
        return None
    last_year = min(anniversaries_until(renewal_on, filed_on), LAST_ANNIVERSARY) + 1
    years = tuple(range(FIRST_ANNIVERSARY + 1, last_year + 1))
    return Renewal(years, renewal_on, opens_on=granted_on, basis=Basis.GB_LATE_GRANT)


def _first_after_late_mention(filed_on: date, mentioned_on: date) -> Renewal | None:
    """The next anniversary or three months from the mention, whichever is later, for one year only (r.37(4)).

    The European Patent Office had the fees of the years before. A mention on or after the nineteenth anniversary
    leaves nothing to pay.
    """
    number = max(FIRST_ANNIVERSARY, anniversaries_until(mentioned_on, filed_on) + 1)
    if number > LAST_ANNIVERSARY:
        return None
    ordinary = _renewal_at_anniversary(filed_on, number)
    earliest = months_after(mentioned_on, MONTHS_FROM_GRANT)
    if earliest <= ordinary.renewal_on:
        return Renewal(ordinary.years, ordinary.renewal_on, ordinary.opens_on, basis=Basis.EP_LATE_GRANT)
    return Renewal(ordinary.years, earliest, opens_on=mentioned_on, basis=Basis.EP_LATE_GRANT)
