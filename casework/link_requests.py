"""Link requests as the office reads them."""

from accounts.roles import OfficePermission, demand
from casework.models import Case
from core.actor import Officer
from rights.models import LinkRequest


def request_for(case: Case, *, by: Officer) -> LinkRequest:
    """The request that a case is about.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    return LinkRequest.everything.select_related("right", "organisation").get(reference=case.about)
