"""An account's own requests for links, for its pages."""

from collections.abc import Sequence

from django.db.models import QuerySet

from core.actor import Applicant
from rights.linking.asking import PROVABLE
from rights.models import LinkRequest


def own_requests(*, by: Applicant) -> QuerySet[LinkRequest]:
    """All of them with their rights, newest first."""
    return LinkRequest.objects.visible_to(by).select_related("right").order_by("-asked_at", "-pk")


def proved_with(request: LinkRequest, *, by: Applicant) -> Sequence[LinkRequest]:
    """The request and those that were proved together with it."""
    if not request.batch:
        return [request]
    return list(own_requests(by=by).filter(batch=request.batch).order_by("right__number"))


def still_to_prove(*, by: Applicant) -> QuerySet[LinkRequest]:
    """Those for which no proof has been given."""
    return own_requests(by=by).filter(state__in=PROVABLE)
