"""An account's documents as a ZIP: on one right, or on every right of a list."""

from collections.abc import Sequence

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.days import legal_day
from core.files.zipping import zipped
from portal.pages import signed_in
from portal.views.right import linked
from rights.portfolio import View
from rights.portfolio.lists import links_for
from transactions.taking_away import everything_on


@require_safe
def of_right(request: SiteRequest, number: str) -> StreamingHttpResponse:
    """Everything on one right."""
    actor = signed_in(request)
    link = linked(actor, number)
    return _archive([link.right_id], link.number, by=actor)


@require_safe
def of_view(request: SiteRequest) -> StreamingHttpResponse:
    """Everything on the rights of a list, with its filters."""
    actor, on = signed_in(request), legal_day(now())
    links = links_for(actor, View.of(request.GET), on=on).order_by("number")
    rights = list(dict.fromkeys(links.values_list("right_id", flat=True)))
    return _archive(rights, f"portfolio-{on.isoformat()}", by=actor)


def _archive(right_ids: Sequence[int], name: str, *, by: Applicant) -> StreamingHttpResponse:
    response = StreamingHttpResponse(zipped(everything_on(right_ids, by=by)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}-documents.zip"'
    return response
