"""The portfolio as a file: streamed, so that 50,000 rights need no more memory than ten."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request

from accounts.api_clients.scopes import Scope
from api.kernel.lists import list_parameters
from api.kernel.negotiation import CSV, JSON
from api.kernel.views import ApiView
from api.portfolio.examples import RIGHT
from api.portfolio.filters import FIRST, SORTS, filter_parameters, sorted_view
from api.portfolio.showing import COLUMNS, row_maker
from core.clock import now
from core.days import legal_day
from core.tables import Echo, harmless
from rights.portfolio.export import bare_rows

HEADING = tuple(RIGHT)


class Lines(JSON):
    """One JSON object on each line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


def _sort() -> list[OpenApiParameter]:
    return [one for one in list_parameters(SORTS, first=FIRST) if one.name == "sort"]


class Export(ApiView):
    """``/portfolio/export``."""

    scopes = {"GET": frozenset({Scope.RIGHTS_READ})}
    renderer_classes = [CSV, Lines]

    @extend_schema(
        operation_id="exportPortfolio",
        summary="The whole portfolio as a file",
        parameters=[*filter_parameters(), *_sort()],
        responses={(200, "text/csv"): OpenApiTypes.STR, (200, "application/x-ndjson"): OpenApiTypes.STR},
        examples=[
            OpenApiExample("A heading", ",".join(HEADING), response_only=True, media_type="text/csv"),
            OpenApiExample(
                "A line", orjson.dumps(RIGHT).decode(), response_only=True, media_type="application/x-ndjson"
            ),
        ],
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """All that the filters leave, with the members of the list: CSV, or one JSON object on each line."""
        view, on = sorted_view(request), legal_day(now())
        make = row_maker(on)
        rows = bare_rows(self.actor, view, COLUMNS, on=on)
        items = (make(row, row.client_file__reference) for row in rows)
        is_lines = isinstance(request.accepted_renderer, Lines)
        kind, ending = (Lines.media_type, "ndjson") if is_lines else ("text/csv; charset=utf-8", "csv")
        response = StreamingHttpResponse(_lines(items) if is_lines else _table(items), content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="portfolio-{on.isoformat()}.{ending}"'
        return response


def _lines(items: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for item in items:
        yield orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE)


def _table(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    table = csv.writer(Echo())
    rows = ([harmless(item[name]) for name in HEADING] for item in items)
    for row in chain([HEADING], rows):
        yield table.writerow(row)
