"""The fields of intellectual property that the register knows; each brings its own rules, the core assumes none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rights.calendar import OfficeCalendar
from rights.patents.fees import FeeBook
from rights.patents.outlook import Outlook
from rights.patents.quote import Quote
from rights.patents.shown import Renewable, keeps_in_force, outlook_on, quote_state, show_dates
from rights.state import RightState


@dataclass(frozen=True)
class FieldRules:
    """What a field says about its rights: their kinds, the dates that follow, what is owed and what lies ahead.

    ``keeps_in_force`` says whether fees paid through a year contradict that the right ceased on a day.
    """

    name: str
    kinds: tuple[str, ...]
    show_dates: Callable[[RightState], None]
    quote: Callable[[RightState, date, OfficeCalendar, FeeBook], Quote | None]
    outlook: Callable[[Renewable, date, OfficeCalendar, FeeBook], Outlook | None]
    keeps_in_force: Callable[[Renewable, int, date], bool]


FIELDS = {
    "patent": FieldRules("patent", ("GB", "EP", "SPC"), show_dates, quote_state, outlook_on, keeps_in_force),
}


class UnknownField(LookupError):
    """A right names a field of which the service has no rules."""


def rules_of(field: str) -> FieldRules:
    """Raises:
    UnknownField: if no rules are registered.
    """
    try:
        return FIELDS[field]
    except KeyError:
        raise UnknownField(field) from None
