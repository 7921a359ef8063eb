"""The dates that the register shows for a patent, worked out from its facts whenever one is shown."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from rights.calendar import OfficeCalendar, month_end
from rights.patents.fees import FeeBook
from rights.patents.outlook import Outlook, outlook
from rights.patents.quote import Quote, quote
from rights.patents.terms import FIRST_ANNIVERSARY, Kind, Renewal, RenewalFacts, last_day_of_term, unpaid_renewals
from rights.patents.timetable import LATE_MONTHS, RESTORATION_MONTHS
from rights.procedures import Procedure
from rights.state import RightState
from rights.statuses import ENDED, Status

RENEWED_KINDS: dict[str, Kind] = {"GB": "GB", "EP": "EP"}
WITH_RENEWALS = frozenset({Status.GRANTED, Status.CEASED, Status.RESTORATION_APPLIED})


class Renewable(Protocol):
    """Whatever says of a patent what renewals depend on: the register's state, or a right's frozen facts."""

    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def filed_on(self) -> date | None: ...
    @property
    def granted_on(self) -> date | None: ...
    @property
    def paid_through_year(self) -> int | None: ...
    @property
    def licences_of_right_since(self) -> date | None: ...


def renewal_facts(state: Renewable) -> RenewalFacts | None:
    """What the rules need of a state; None for a right that is not renewed yearly, such as a certificate."""
    kind = RENEWED_KINDS.get(state.kind)
    if kind is None or state.filed_on is None:
        return None
    paid_through = state.paid_through_year or FIRST_ANNIVERSARY
    return RenewalFacts(kind, state.filed_on, state.granted_on, paid_through, state.licences_of_right_since)


def at_full_fees(facts: RenewalFacts, state: RightState) -> RenewalFacts:
    """While the cancelling of licences of right is asked for, a renewal costs the full fee, as it demands (s.47)."""
    cancellation = state.procedures.get(Procedure.LICENCES_OF_RIGHT_CANCELLATION)
    is_open = cancellation is not None and cancellation.is_open
    return replace(facts, licences_of_right_since=None) if is_open else facts


def show_dates(state: RightState) -> None:
    """Sets the end of the term and the nominal dates of the next renewal; none where nothing can be renewed."""
    facts = renewal_facts(state)
    if facts is None:
        _show_renewal(state, None)
        return
    state.expires_on = last_day_of_term(facts.filed_on)
    _show_renewal(state, next(unpaid_renewals(facts), None) if state.status in WITH_RENEWALS else None)


def keeps_in_force(state: Renewable, paid_through: int, on: date) -> bool:
    """Whether fees paid through a year leave no renewal date by the day at whose end the patent is said to have ceased.

    A patent ceases at the end of a renewal date whose fee was not paid, and on no other day (r.36(2)(b)).
    """
    facts = renewal_facts(state)
    if facts is None or facts.granted_on is None:
        return False
    unpaid = next(unpaid_renewals(replace(facts, paid_through_year=paid_through)), None)
    return unpaid is None or unpaid.renewal_on > on


def _show_renewal(state: RightState, renewal: Renewal | None) -> None:
    if renewal is None:
        state.next_renewal_on = state.opens_on = state.due_on = state.late_until = state.restore_by = None
        return
    state.next_renewal_on = renewal.renewal_on
    state.opens_on = renewal.opens_on
    state.due_on = renewal.due_on
    state.late_until = month_end(renewal.renewal_on, months=LATE_MONTHS)
    state.restore_by = month_end(renewal.renewal_on, months=RESTORATION_MONTHS)


def quote_state(state: RightState, on: date, calendar: OfficeCalendar, fees: FeeBook) -> Quote | None:
    """The next renewal on a day; None for rights that are not renewed yearly, or have ended otherwise than by time."""
    facts = renewal_facts(state)
    if facts is None or state.status in ENDED:
        return None
    return quote(at_full_fees(facts, state), on, calendar, fees)


def outlook_on(right: Renewable, on: date, calendar: OfficeCalendar, fees: FeeBook) -> Outlook | None:
    """The reasoning and the costs ahead; None where ``quote_state`` has nothing to say either."""
    facts = renewal_facts(right)
    if facts is None or right.status in ENDED:
        return None
    return outlook(facts, on, calendar, fees)
