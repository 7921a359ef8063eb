"""The feed of changes, read from a cursor on, again and again."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.changes.shapes import PortfolioChanges
from api.kernel.errors import ApiError, bad_parameter
from api.kernel.lists import MOST, USUAL, whole
from api.kernel.negotiation import CSV, JSON
from api.kernel.views import ApiView, says
from rights.portfolio.changes import Change, Gone, Place, changes_since

PARAMETERS = [
    OpenApiParameter(
        "since",
        {"type": "string", "pattern": r"^[0-9]{1,19}\.[0-9]{1,19}$"},
        description="`nextCursor` of the answer before; without it the feed begins with everything that is there.",
    ),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        description="How many items at most; there can be fewer although there is more.",
    ),
]
EXAMPLE = {
    "items": [
        {
            "number": "GB2500123",
            "change": "changed",
            "status": "granted",
            "nextRenewalDate": "2027-05-31",
            "lastEntryNumber": 14,
        }
    ],
    "limit": 50,
    "nextCursor": "81234.977",
    "hasMore": False,
}


class ChangeList(ApiView):
    """``/portfolio/changes``."""

    scopes = {"GET": frozenset({Scope.RIGHTS_READ})}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listPortfolioChanges",
        summary="What changed in the portfolio since",
        parameters=PARAMETERS,
        responses=PortfolioChanges,
        examples=[OpenApiExample("One renewal", EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Rights that came, changed or left, each once with its latest change. No change is ever missed.

        Keep ``nextCursor`` and send it as ``since`` the next time; it is always given. A right can be told more often
        than it changed. Rights behind a wall to the caller are not there; after an administrator opened more of the
        account to a system, it reads from the beginning once.
        """
        limit = whole(request, "limit", least=1, most=MOST, usual=USUAL)
        found = changes_since(_since(request), limit=limit, by=self.acting)
        items = [_item(change) for change in found.items]
        body = {"items": items, "limit": limit, "nextCursor": found.upto.text(), "hasMore": found.has_more}
        return Response(body)


def _since(request: Request) -> Place:
    if "since" not in request.query_params:
        return Place()
    place = Place.read(request.query_params["since"])
    if place is None:
        raise bad_parameter("since", _("This is no cursor. Take it from nextCursor of an earlier answer."))
    return place


def _item(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "change": str(change.kind),
        "status": change.status,
        "nextRenewalDate": change.next_renewal_on,
        "lastEntryNumber": change.last_entry,
    }


@says(Gone)
def _gone(error: Gone) -> ApiError:
    text = _("This cursor is no longer good. Read the feed from the beginning once.")
    return ApiError(400, "cursorGone", text, target="since")
