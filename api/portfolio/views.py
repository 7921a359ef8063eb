"""The portfolio as a list, what needs doing in it, and what it will cost."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.lists import asked, list_parameters, listed, whole
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.views import ApiView
from api.portfolio import shapes
from api.portfolio.examples import FORECAST, RIGHT, SUMMARY
from api.portfolio.filters import FIRST, SORTS, filter_parameters, view_of
from api.portfolio.showing import row_maker
from core.clock import now
from core.days import legal_day
from notifications.mailbox import unread
from rights.models import Link
from rights.portfolio import View, counted, links_for, needs_doing
from rights.portfolio.lists import COUNTED_TO
from rights.portfolio.needs import COUNTED_TO as NEEDS_COUNTED_TO
from rights.tracking.forecast import MOST_YEARS, forecast

READS = frozenset({Scope.RIGHTS_READ})
UNREAD_COUNTED_TO = 100


class RightList(ApiView):
    """``/portfolio/rights``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listPortfolioRights",
        summary="The rights in the account",
        parameters=[*filter_parameters(), *list_parameters(SORTS, first=FIRST)],
        responses=shapes.PortfolioRights,
        examples=[OpenApiExample("One right", {"items": [RIGHT], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Each right once, as its owner's where the account both owns and represents it."""
        what, on = asked(request, SORTS, first=FIRST), legal_day(now())
        rows = links_for(self.actor, view_of(request), on=on).select_related("client_file")
        return listed(request, rows, what, self._items)

    def _items(self, links: Sequence[Link]) -> list[dict[str, Any]]:
        item = row_maker(legal_day(now()))
        return [item(link, link.client_file.reference if link.client_file else None) for link in links]


class Summary(ApiView):
    """``/portfolio/summary``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getPortfolioSummary",
        summary="What needs doing in the portfolio",
        responses=shapes.PortfolioSummary,
        examples=[OpenApiExample("Two are due", SUMMARY, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Counts that are taken no further than a thousand, or a hundred messages."""
        on = legal_day(now())
        needs = needs_doing(self.actor, on=on)
        body = {
            "rights": _capped(counted(self.actor, View(), on=on), COUNTED_TO),
            "due": _capped(needs.due, NEEDS_COUNTED_TO),
            "late": _capped(needs.late, NEEDS_COUNTED_TO),
            "restorable": _capped(needs.restorable, NEEDS_COUNTED_TO),
            "unreadMessages": _capped(unread(self.actor, at_most=UNREAD_COUNTED_TO + 1), UNREAD_COUNTED_TO),
        }
        return Response(body)


def _capped(count: int, at_most: int) -> dict[str, Any]:
    return {"count": min(count, at_most), "isMore": count > at_most}


class Forecast(ApiView):
    """``/portfolio/forecast``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getPortfolioForecast",
        summary="What renewals will cost, year by year",
        parameters=[
            OpenApiParameter(
                "years",
                {"type": "integer", "minimum": 1, "maximum": MOST_YEARS, "default": 5},
                description="How many years from today.",
            ),
            *[one for one in filter_parameters() if one.name == "client"],
        ],
        responses=shapes.PortfolioForecast,
        examples=[OpenApiExample("One client", FORECAST, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Every renewal of what is in force, by the fees known now, if each is paid in time."""
        years, client = whole(request, "years", least=1, most=MOST_YEARS, usual=5), view_of(request).client
        found = forecast(self.actor, years=years, on=legal_day(now()), client=client)
        body = {
            "years": list(found.years),
            "clients": [
                {"client": name, "amounts": [money(one) for one in amounts], "total": money(total)}
                for name, amounts, total in found.rows
            ],
            "totals": [money(found.total(year)) for year in found.years],
            "rights": found.rights,
            "unknownFees": found.unknown,
            "isCertain": found.certain,
        }
        return Response(body)
