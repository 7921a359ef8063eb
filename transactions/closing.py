"""Which rights a day cannot be closed for: timely money or a request that would keep them is not resolved yet."""

from datetime import date

from core.days import end_of
from payments.services import unresolved_subjects
from transactions.models import FilingRight
from transactions.registry import all_types
from transactions.states import State

BEING_PAID = (State.TAKING_PAYMENT, State.RECEIVED, State.ACCEPTED)
WITH_THE_OFFICE = (State.IN_QUEUE, State.RECOMMENDED, State.WAITING)
RENEWALS = "renewals"


def held_rights(on: date) -> set[int]:
    """Ids of rights that must not cease or expire by the close of the day.

    Money given on or before the day may still be used for them, or a filing received by then that changes their
    renewals is not decided.
    """
    paying = FilingRight.everything.filter(filing__reference__in=unresolved_subjects(paid_on_or_before=on))
    received = FilingRight.everything.filter(
        filing__state__in=(*BEING_PAID, *WITH_THE_OFFICE),
        filing__type__in=[declared.slug for declared in all_types() if RENEWALS in declared.changes],
        filing__received_at__lt=end_of(on),
        outcome="",
    )
    open_rows = (paying.filter(outcome="") | received).filter(left_out=False)
    return set(open_rows.values_list("right_id", flat=True))
