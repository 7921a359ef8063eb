"""Tells the office of requests for links that come to it, change there or leave it."""

from collections.abc import Iterable
from datetime import datetime

from core.office import tell_office
from rights.models import LinkRequest


def tell_staff(requests: Iterable[LinkRequest], *, at: datetime) -> None:
    """One look at each of the requests."""
    for request in requests:
        tell_office("link-request", request.reference, version=f"{request.state} {at.isoformat()}", at=at)
