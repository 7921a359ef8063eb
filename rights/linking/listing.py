"""An account's own requests for links, for its pages."""

from collections.abc import Sequence

from django.db.models import QuerySet

from core.actor import Acting
from rights.linking.asking import PROVABLE
from rights.models import LinkRequest
from rights.models.requests import UNDECIDED


def own_requests(*, by: Acting) -> QuerySet[LinkRequest]:
    """All of them with their rights, newest first."""
    return LinkRequest.objects.visible_to(by).select_related("right").order_by("-asked_at", "-pk")


def over(*, by: Acting) -> QuerySet[LinkRequest]:
    """Those that were decided, cancelled or have ended."""
    return own_requests(by=by).exclude(state__in=UNDECIDED)


def undecided(*, by: Acting) -> QuerySet[LinkRequest]:
    """Those that wait for somebody: for a proof, for the day, for staff."""
    return own_requests(by=by).filter(state__in=UNDECIDED)


def undecided_about(numbers: Sequence[str], *, by: Acting) -> LinkRequest | None:
    """The newest of those about the right that bears one of the numbers."""
    return undecided(by=by).filter(right__number__in=list(numbers)).first()


def proved_with(request: LinkRequest, *, by: Acting) -> Sequence[LinkRequest]:
    """The request and those that were proved together with it."""
    if not request.batch:
        return [request]
    return list(own_requests(by=by).filter(batch=request.batch).order_by("right__number"))


def still_to_prove(*, by: Acting) -> QuerySet[LinkRequest]:
    """Those for which no proof has been given."""
    return own_requests(by=by).filter(state__in=PROVABLE)
