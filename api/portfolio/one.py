"""One right of the account: all about it, what the account keeps about it, and its history."""

from typing import Any

import orjson
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import not_found
from api.kernel.negotiation import JSONBody, MergePatchBody
from api.kernel.schema import if_match_parameter
from api.kernel.versions import demand_version, etag_of, versioned
from api.kernel.views import ApiView
from api.portfolio import shapes
from api.portfolio.examples import ENTRY, WHOLE
from api.portfolio.whole import whole_right
from core.clock import now
from core.days import legal_day
from rights.clients.files import note_right_opened
from rights.history import timeline
from rights.models import Link
from rights.portfolio import keep_own_words, link_bearing
from rights.shown.history import own_history
from transactions.models import Filing

READS = frozenset({Scope.RIGHTS_READ})


class OfOneRight(ApiView):
    """What is asked about one right of the account; every other right is not there."""

    def linked(self, number: str) -> Link:
        """The account's link, which remembers that somebody looked behind its wall.

        Raises:
            ApiError.
        """
        found = link_bearing(number, by=self.acting)
        if found is None:
            raise not_found()
        note_right_opened(found, by=self.acting, at=now())
        return found

    def whole(self, link: Link) -> tuple[dict[str, Any], str]:
        """All about the right, with its version."""
        body = whole_right(link, by=self.acting, on=legal_day(now()))
        return body, etag_of(orjson.dumps(body))


class OneRight(OfOneRight):
    """``/portfolio/rights/{number}``."""

    scopes = {"GET": READS, "PATCH": frozenset({Scope.RIGHTS_WRITE})}
    parser_classes = [MergePatchBody, JSONBody]

    @extend_schema(
        operation_id="getPortfolioRight",
        summary="One right with everything about it",
        responses=shapes.WholePortfolioRight,
        examples=[OpenApiExample("A patent that can be renewed", WHOLE, response_only=True)],
    )
    def get(self, request: Request, number: str) -> Response:
        """What the register says, the relation, today's quote, what can be done now, and the account's own papers.

        The right is found by any of its numbers in any spelling.
        """
        return versioned(request, *self.whole(self.linked(number)))

    @extend_schema(
        operation_id="updatePortfolioRight",
        summary="Change the own reference or the client",
        parameters=[if_match_parameter()],
        request=shapes.OwnWords,
        responses=shapes.WholePortfolioRight,
        examples=[
            OpenApiExample("Another reference", {"ownReference": "P124"}, request_only=True),
            OpenApiExample("Afterwards", {**WHOLE, "ownReference": "P124"}, response_only=True),
        ],
    )
    def patch(self, request: Request, number: str) -> Response:
        """A JSON merge patch (RFC 7396); seen by nobody but the account."""
        link = self.linked(number)
        demand_version(request, self.whole(link)[1])
        shape = shapes.OwnWords(data=request.data)
        shape.is_valid(raise_exception=True)
        told = {"ownReference": link.own_reference, "client": link.client} | shape.validated_data
        keep_own_words(
            link, own_reference=told["ownReference"] or "", client=told["client"] or "", by=self.acting, at=now()
        )
        return versioned(request, *self.whole(self.linked(link.number)))


class Entries(OfOneRight):
    """``/portfolio/rights/{number}/entries``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="listPortfolioRightEntries",
        summary="The history of one right",
        responses=shapes.PortfolioEntries,
        examples=[OpenApiExample("A grant", {"items": [ENTRY]}, response_only=True)],
    )
    def get(self, request: Request, number: str) -> Response:
        """Everything that was entered, what the public register does not show included, the newest first."""
        link = self.linked(number)
        events = timeline(link.right_id)
        mine = Filing.objects.visible_to(self.acting).filter(reference__in={event.because for event in events})
        own = {reference: reference for reference in mine.values_list("reference", flat=True)}
        items = [
            {
                "number": event.number,
                "effectiveDate": told.on,
                "enteredAt": event.entered_at,
                "title": told.title,
                "text": told.text,
                "filing": own.get(event.because),
            }
            for event, told in zip(reversed(events), own_history(events, own=own), strict=True)
        ]
        return versioned(request, {"items": items}, etag_of(orjson.dumps(items)))
