"""A system's webhooks: the list, a new one, and one of them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.negotiation import JSONBody, MergePatchBody
from api.kernel.schema import if_match_parameter
from api.kernel.versions import demand_version, etag_of, versioned
from api.kernel.views import ApiView, says
from api.webhooks import shapes
from api.webhooks.examples import NEW, SECRET, WEBHOOK
from core.clock import now
from notifications.models import Webhook
from notifications.webhooks import keeping
from notifications.webhooks.calling import BadAddress

SCOPES = frozenset({Scope.WEBHOOKS_WRITE})


class WebhookView(ApiView):
    """The base of everything about one webhook."""

    scopes = {"GET": SCOPES, "POST": SCOPES, "PATCH": SCOPES, "DELETE": SCOPES}

    def webhook(self, reference: str) -> Webhook:
        """The system's own.

        Raises:
            ApiError: 404.
        """
        found = keeping.webhooks_of(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        return found


class WebhookList(WebhookView):
    """``/webhooks``."""

    @extend_schema(
        operation_id="listWebhooks",
        summary="The system's webhooks",
        responses=shapes.Webhooks,
        examples=[OpenApiExample("One", {"items": [WEBHOOK]}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Those in use, the oldest first."""
        rows = keeping.webhooks_of(self.acting).order_by("created_at", "pk")
        return Response({"items": [said(row) for row in rows]})

    @extend_schema(
        operation_id="createWebhook",
        summary="Be told",
        request=shapes.NewWebhook,
        responses={201: shapes.WebhookWithSecret},
        examples=[
            OpenApiExample("Requests and lists", NEW, request_only=True),
            OpenApiExample("Made", WEBHOOK | {"secret": SECRET}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """From now on the address is called with a POST for each event, signed as Standard Webhooks 1.0 says.

        A body names what moved and where to read it, and nothing confidential. Answer 2xx within seven seconds; else
        the event is told again, ten times in about three days. 410 ends the webhook. Only a system has webhooks.
        """
        shape = shapes.NewWebhook(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        made, secret = keeping.make(
            given["url"], given["events"], given.get("description", ""), by=self.acting, at=now()
        )
        headers = {"Location": reverse("api-webhook", args=[made.reference]), "ETag": version_of(made)}
        return Response(said(made) | {"secret": secret}, status=201, headers=headers)


class OneWebhook(WebhookView):
    """``/webhooks/{reference}``."""

    parser_classes = [MergePatchBody, JSONBody]

    @extend_schema(
        operation_id="getWebhook",
        summary="One webhook",
        responses=shapes.WebhookShown,
        examples=[OpenApiExample("In use", WEBHOOK, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """Where it calls, about what, and whether it is paused or failing."""
        found = self.webhook(reference)
        return versioned(request, said(found), version_of(found))

    @extend_schema(
        operation_id="updateWebhook",
        summary="Change it, pause it, go on",
        parameters=[if_match_parameter()],
        request=shapes.WebhookChange,
        responses=shapes.WebhookShown,
        examples=[
            OpenApiExample("Pause", {"isPaused": True}, request_only=True),
            OpenApiExample("Paused", WEBHOOK | {"isPaused": True}, response_only=True),
        ],
    )
    def patch(self, request: Request, reference: str) -> Response:
        """After a pause everything that waited is told. Needs `If-Match`."""
        found = self.webhook(reference)
        demand_version(request, version_of(found))
        shape = shapes.WebhookChange(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        changed = keeping.change(
            found,
            url=given.get("url"),
            events=given.get("events"),
            description=given.get("description"),
            is_paused=given.get("isPaused"),
            by=self.acting,
            at=now(),
        )
        return versioned(request, said(changed), version_of(changed))

    @extend_schema(operation_id="deleteWebhook", summary="End it", responses={204: None})
    def delete(self, request: Request, reference: str) -> Response:
        """Nothing more is told, at once."""
        keeping.end(self.webhook(reference), by=self.acting, at=now())
        return Response(status=204)


class SecretOfWebhook(WebhookView):
    """``/webhooks/{reference}/secret``."""

    @extend_schema(
        operation_id="renewWebhookSecret",
        summary="A new secret",
        request=None,
        responses={201: shapes.SecretOfWebhook},
        examples=[
            OpenApiExample(
                "For a day both are good",
                {"secret": SECRET, "earlierIsGoodUntil": "2024-06-13T09:30:00Z"},
                response_only=True,
                status_codes=["201"],
            )
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Shown this once. For 24 hours every call is signed by the new one and by the earlier one."""
        at = now()
        secret = keeping.renew_secret(self.webhook(reference), by=self.acting, at=at)
        body = {"secret": secret, "earlierIsGoodUntil": at + keeping.BOTH_GOOD_FOR}
        return Response(body, status=201, headers={"Location": reverse("api-webhook", args=[reference])})


def said(row: Webhook) -> dict[str, Any]:
    """A webhook in the API's words."""
    return {
        "id": row.reference,
        "url": row.url,
        "events": row.events,
        "description": row.description,
        "isPaused": row.paused_at is not None,
        "failingSince": row.failing_since,
        "createdAt": row.created_at,
        "changedAt": row.changed_at,
    }


def version_of(row: Webhook) -> str:
    """A version: its last change, and whether it was paused."""
    return etag_of(row.reference, row.changed_at, row.paused_at, row.failing_since)


@says(keeping.NotASystem)
def not_a_system(_error: Any) -> ApiError:
    """A person's tool asks."""
    return ApiError(403, "systemNeeded", _("Webhooks belong to systems. A person's tool has none."))


@says(keeping.TooManyWebhooks)
def too_many(error: keeping.TooManyWebhooks) -> ApiError:
    """The organisation has as many as it may."""
    return conflict("tooManyWebhooks", str(error))


@says(BadAddress)
def bad_address(error: BadAddress) -> ApiError:
    """It is never called."""
    return invalid(str(error), [{"code": "badAddress", "message": str(error), "target": "/url"}])
