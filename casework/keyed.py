"""What the office keys in for those who write or call."""

from accounts.roles import OfficePermission, demand
from core.actor import Officer
from transactions.models import KEYED, Filing
from transactions.states import UNFINISHED

SHOWN = 200


def unfinished(*, by: Officer) -> list[Filing]:
    """Drafts and unpaid requests that were keyed in, the latest change first.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.KEY_IN)
    rows = Filing.objects.visible_to(by).filter(channel__in=KEYED, state__in=UNFINISHED)
    return list(rows.select_related("organisation").order_by("-changed_at")[:SHOWN])
