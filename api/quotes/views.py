"""Quotes for renewals: a few by address, hundreds by body; nothing is kept and nothing changes."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import bad_parameter, invalid
from api.kernel.negotiation import CSV, JSON
from api.kernel.views import ApiView
from api.quotes import shapes
from api.quotes.examples import QUOTED
from api.quotes.showing import quotes_for
from core.clock import now
from core.days import legal_day

QUOTES = frozenset({Scope.RIGHTS_READ, Scope.RIGHTS_RENEW})
ONE = {"date": "2023-05-10", "items": [QUOTED]}
YEARS_AHEAD = 20
NUMBERS = {
    "type": "array",
    "items": {"type": "string", "minLength": 1, "maxLength": shapes.LONGEST},
    "minItems": 1,
    "maxItems": shapes.IN_ADDRESS,
}


def too_early(on: date) -> str:
    """Why nothing can be quoted for the day; empty if it can."""
    today = legal_day(now())
    if today <= on and on.year <= today.year + YEARS_AHEAD:
        return ""
    return _("Give today or a later day, up to %(years)s years from now.") % {"years": YEARS_AHEAD}


class RenewalQuotes(ApiView):
    """``/renewal-quotes``."""

    scopes = {"GET": QUOTES, "POST": QUOTES}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listRenewalQuotes",
        summary="What it costs to renew up to 100 rights",
        parameters=[
            OpenApiParameter(
                "rights",
                NUMBERS,
                required=True,
                explode=False,
                style="form",
                description="Numbers in any spelling, with commas between.",
            ),
            OpenApiParameter("date", OpenApiTypes.DATE, description="Today or later; today if it is left out."),
        ],
        responses=shapes.RenewalQuotes,
        examples=[OpenApiExample("One patent", ONE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Years, fee, additional fee and total for each number, the days between which it can be paid, or why not."""
        numbers = [one.strip() for one in ",".join(request.query_params.getlist("rights")).split(",") if one.strip()]
        if not 0 < len(numbers) <= shapes.IN_ADDRESS or max(map(len, numbers)) > shapes.LONGEST:
            raise bad_parameter("rights", _("Give 1 to %(most)s numbers.") % {"most": shapes.IN_ADDRESS})
        on = _day_in(request)
        if trouble := too_early(on):
            raise bad_parameter("date", trouble)
        return self._quoted(numbers, on)

    @extend_schema(
        operation_id="createRenewalQuotes",
        summary="What it costs to renew up to 500 rights",
        request=shapes.WantedQuotes,
        responses=shapes.RenewalQuotes,
        examples=[
            OpenApiExample("Two numbers", {"rights": ["GB2400001", "EP1000001"]}, request_only=True),
            OpenApiExample("One patent", ONE, response_only=True),
        ],
    )
    def post(self, request: Request) -> Response:
        """The same for more numbers than fit in an address. Nothing is kept: a quote is not an offer held open."""
        shape = shapes.WantedQuotes(data=request.data)
        shape.is_valid(raise_exception=True)
        on = shape.validated_data.get("date") or legal_day(now())
        if trouble := too_early(on):
            raise invalid(trouble, [{"code": "invalid", "message": trouble, "target": "/date"}])
        return self._quoted(shape.validated_data["rights"], on)

    def _quoted(self, numbers: Sequence[str], on: date) -> Response:
        return Response({"date": on, "items": quotes_for(numbers, by=self.acting, on=on)})


def _day_in(request: Request) -> date:
    text = request.query_params.get("date")
    if text is None:
        return legal_day(now())
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise bad_parameter("date", _("Give a day like 2026-11-27.")) from None
