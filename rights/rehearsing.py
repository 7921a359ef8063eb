"""What the register would say if facts were entered, without entering them."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date

from rights.facts import Fact
from rights.fields import rules_of
from rights.history import stored_state
from rights.standing import Snapshot


def rehearse(right_id: int, facts: Iterable[Fact], *, on: date) -> tuple[Snapshot, Snapshot]:
    """The right as it is, and as it would be if the facts were entered on the day.

    Raises:
        NotThenOnRegister: if there is no such right.
    """
    now = stored_state(right_id)
    then = deepcopy(now)
    for fact in facts:
        then.entered_on = on
        fact.sealed().show_on(then)
    rules_of(then.field).show_dates(then)
    return Snapshot.of(right_id, now), Snapshot.of(right_id, then)
