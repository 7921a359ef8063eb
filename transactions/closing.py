"""Which rights a day cannot be closed for: timely money or a request that would keep them is not resolved yet."""

from datetime import date

from django.db.models import Q

from core.days import end_of
from payments.services import unresolved_subjects
from transactions.dues import reference_in
from transactions.models import FilingRight
from transactions.registry import all_types
from transactions.states import State

BEING_PAID = (State.TAKING_PAYMENT, State.RECEIVED, State.ACCEPTED)
WITH_THE_OFFICE = (
    State.AWAITING_AGREEMENT,
    State.IN_QUEUE,
    State.AWAITING_ANSWER,
    State.RECOMMENDED,
    State.WAITING,
)
RENEWALS = "renewals"


def held_rights(on: date) -> set[int]:
    """Ids of rights that must not cease or expire by the close of the day.

    Money given on or before the day may still be used for them, or a filing received by then that changes their
    renewals is not decided.
    """
    keeping = [declared.slug for declared in all_types() if RENEWALS in declared.changes]
    rows = FilingRight.everything.filter(filing__type__in=keeping, outcome="", left_out=False)
    unresolved = {reference_in(subject) for subject in unresolved_subjects(paid_on_or_before=on)}
    received = Q(filing__state__in=(*BEING_PAID, *WITH_THE_OFFICE), filing__received_at__lt=end_of(on))
    open_rows = rows.filter(Q(filing__reference__in=unresolved) | received)
    return set(open_rows.values_list("right_id", flat=True))
