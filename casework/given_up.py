"""Work that the service gave up, as the office reads it."""

from accounts.roles import OfficePermission, demand
from casework.models import Case
from core.actor import Officer
from core.models import OutboxMessage


def promise_of(case: Case, *, by: Officer) -> OutboxMessage:
    """The promise that a case is about.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    return OutboxMessage.objects.get(pk=case.about)
