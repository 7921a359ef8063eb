"""The price that stood on a page when its form was sent."""

from datetime import date

from accounts.requests import SiteRequest
from transactions.services import Seen


def seen_in(request: SiteRequest) -> Seen | None:
    """The price that stood on the page that was sent; None where it says none."""
    on, pence = request.POST.get("seen_on", ""), request.POST.get("seen_pence", "")
    try:
        return Seen(date.fromisoformat(on), int(pence))
    except ValueError:
        return None
