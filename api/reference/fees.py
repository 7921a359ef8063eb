"""What the office charges, for anybody: as the rules read it, with how sure each value is."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.lists import day
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.reference.shapes import Fees
from core.clock import now
from core.days import legal_day
from rights.patents.tariff import TariffLine, tariff
from rights.rulebook import rulebook

EXAMPLE = {
    "items": [
        {
            "kind": "renewal",
            "form": "12",
            "year": 5,
            "inForceFrom": "2018-04-06",
            "inForceUntil": "2026-03-31",
            "fee": money(7000),
            "isCertain": True,
            "source": "gov-renew-2018",
        }
    ]
}


class FeeList(ApiView):
    """``/reference-data/fees``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listFees",
        summary="What the office charges",
        parameters=[
            OpenApiParameter(
                "from", OpenApiTypes.DATE, description="Fees of this day and later ones; today without it."
            )
        ],
        responses={(200, "application/json"): Fees, (200, "text/csv"): OpenApiTypes.STR},
        examples=[OpenApiExample("A renewal fee", EXAMPLE, response_only=True, media_type="application/json")],
    )
    def get(self, request: Request) -> Response:
        """Fees of forms, of renewals by year and by month of lateness, and of certificates.

        What a right costs on a day is a quote, which also knows halves, balances and the days on which the office is
        closed.
        """
        since = day(request, "from") or legal_day(now())
        items = [_sent(line) for line in tariff(rulebook().fees, since=since)]
        etag = etag_of(request.accepted_renderer.format, *items)
        return versioned(request, {"items": items}, etag)


def _sent(line: TariffLine) -> dict[str, Any]:
    said = {
        "kind": str(line.kind),
        "form": line.form,
        "use": line.use,
        "channel": line.channel,
        "year": line.year,
        "monthsLate": line.months_late,
        "inForceFrom": line.from_on,
        "inForceUntil": line.until_on,
    }
    fee = None if line.pence is None else money(line.pence)
    kept = {name: value for name, value in said.items() if value not in ("", None)}
    sure = {"fee": fee, "isCertain": line.is_certain, "source": line.source}
    return kept | sure | ({"note": line.note} if line.note else {})
