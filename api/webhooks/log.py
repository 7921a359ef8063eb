"""What a webhook was told, and telling it again."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.webhooks import shapes
from api.webhooks.examples import DELIVERY
from api.webhooks.views import WebhookView
from core.clock import now
from notifications.models import Delivery
from notifications.webhooks import keeping

SORTS = {"createdAt": "created_at"}
FIRST = "createdAt:desc"
NOT_TRIED = {"state": "waiting", "attempts": 0, "status": None, "triedAt": None, "deliveredAt": None}
WAITING = DELIVERY | NOT_TRIED | {"nextAt": "2024-06-12T09:30:00Z"}
ON_ITS_WAY = OpenApiExample("On its way", WAITING, response_only=True, status_codes=["202"])


class TestOfWebhook(WebhookView):
    """``/webhooks/{reference}/test``."""

    @extend_schema(
        operation_id="tryWebhook",
        summary="Try it",
        request=None,
        responses={202: shapes.DeliveryShown},
        examples=[ON_ITS_WAY],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Sends a `webhook.test`; the log says what came of it."""
        made = keeping.try_out(self.webhook(reference), by=self.acting, at=now())
        where = f"{request.path.removesuffix('/test')}/deliveries"
        return Response(_said([made])[0], status=202, headers={"Location": where})


class DeliveryList(WebhookView):
    """``/webhooks/{reference}/deliveries``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listDeliveries",
        summary="What it was told",
        parameters=[
            *list_parameters(SORTS, first=FIRST),
            OpenApiParameter("state", str, description="One or several states, with commas between."),
        ],
        responses=shapes.Deliveries,
        examples=[
            OpenApiExample("One arrived", {"items": [DELIVERY], "limit": 50, "offset": 0}, response_only=True),
        ],
    )
    def get(self, request: Request, reference: str) -> Response:
        """Every event of the last 30 days with what came of it, the latest first."""
        rows = Delivery.objects.visible_to(self.acting).filter(webhook=self.webhook(reference))
        states = one_of(request, "state", Delivery.State.values)
        rows = rows.filter(state__in=states) if states else rows
        return listed(request, rows, asked(request, SORTS, first=FIRST), _said)


class Replay(WebhookView):
    """``/webhooks/{reference}/deliveries/{delivery}/replay``."""

    @extend_schema(
        operation_id="replayDelivery",
        summary="Tell it again",
        request=None,
        responses={202: shapes.DeliveryShown},
        examples=[ON_ITS_WAY],
    )
    def post(self, request: Request, reference: str, delivery: str) -> Response:
        """The same event under the same id, whatever became of it."""
        rows = Delivery.objects.visible_to(self.acting).filter(webhook=self.webhook(reference), reference=delivery)
        found = rows.first()
        if found is None:
            raise not_found()
        keeping.send_again(found, at=now())
        found.refresh_from_db()
        where = request.path.partition("/deliveries/")[0]
        return Response(_said([found])[0], status=202, headers={"Location": f"{where}/deliveries"})


class Replays(WebhookView):
    """``/webhooks/{reference}/replays``."""

    @extend_schema(
        operation_id="replayWebhook",
        summary="Tell everything again since",
        request=shapes.Since,
        responses={202: shapes.ToldAgain},
        examples=[
            OpenApiExample("Since a breakdown", {"since": "2024-06-12T00:00:00Z"}, request_only=True),
            OpenApiExample("On their way", {"events": 12}, response_only=True, status_codes=["202"]),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Every event of the log since then, what arrived as well: a receiver knows by the ids what it has."""
        shape = shapes.Since(data=request.data)
        shape.is_valid(raise_exception=True)
        since = shape.validated_data["since"]
        number = keeping.send_again_since(self.webhook(reference), since, by=self.acting, at=now())
        where = f"{request.path.removesuffix('/replays')}/deliveries"
        return Response({"events": number}, status=202, headers={"Location": where})


def _said(rows: Sequence[Delivery]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.reference,
            "eventId": row.event_id,
            "type": row.kind,
            "reference": row.about or None,
            "state": row.state,
            "attempts": row.attempts,
            "status": row.status,
            "problem": row.problem or None,
            "createdAt": row.created_at,
            "triedAt": row.tried_at,
            "nextAt": row.next_at,
            "deliveredAt": row.delivered_at,
        }
        for row in rows
    ]
