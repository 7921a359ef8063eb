"""What anybody may look up: the days on which the office is closed, and the words that the API uses."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import not_found
from api.kernel.negotiation import CSV, JSON
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.reference.codes import LISTS
from api.reference.shapes import Codes, ExcludedDays
from rights.models import ExcludedDay

CLOSED = {"items": [{"kind": "excluded", "fromDate": "2026-12-25", "untilDate": "2026-12-25", "name": "Christmas Day"}]}
STATUSES = {"name": "right-statuses", "items": [{"code": "granted", "name": "Granted"}]}


class ExcludedDayList(ApiView):
    """``/reference-data/excluded-days``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listExcludedDays",
        summary="Days on which the office is closed",
        responses={(200, "application/json"): ExcludedDays, (200, "text/csv"): OpenApiTypes.STR},
        examples=[OpenApiExample("A bank holiday", CLOSED, response_only=True, media_type="application/json")],
    )
    def get(self, request: Request) -> Response:
        """Bank holidays and other excluded days of the office, and days of interrupted post, past and future."""
        rows = ExcludedDay.objects.order_by("from_on", "pk")
        items = [
            {"kind": row.kind, "fromDate": row.from_on, "untilDate": row.until_on, "name": row.name} for row in rows
        ]
        return versioned(request, {"items": items}, etag_of(request.accepted_renderer.format, *items))


class CodeList(ApiView):
    """``/reference-data/codes/{name}``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="getCodes",
        summary="The words of one list and what they mean",
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(LISTS))],
        responses={(200, "application/json"): Codes, (200, "text/csv"): OpenApiTypes.STR},
        examples=[OpenApiExample("Statuses of rights", STATUSES, response_only=True, media_type="application/json")],
    )
    def get(self, request: Request, name: str) -> Response:
        """Statuses, kinds, roles, stages, states of requests, outcomes, countries, and the codes of WIPO ST.27."""
        if name not in LISTS:
            raise not_found()
        items: list[dict[str, Any]] = [{"code": code, "name": words} for code, words in LISTS[name]()]
        etag = etag_of(request.accepted_renderer.format, *items)
        return versioned(request, {"name": name, "items": items}, etag)
