"""The mailbox as a list, one message, and noting that it was read."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import bad_parameter, not_found
from api.kernel.lists import asked, flag, list_parameters, listed
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.messages import shapes
from core.clock import now
from notifications.mailbox import letter, letters, open_letter
from notifications.models.notices import Notice

READS = frozenset({Scope.MESSAGES_READ})
SORTS = {"createdAt": "created_at"}
FIRST = "createdAt:desc"
LONGEST = 100
MESSAGE: dict[str, Any] = {
    "reference": "MSG-2345-6789-ABCD",
    "subject": "GB2400001 is due for renewal",
    "about": "GB2400001",
    "channel": "email",
    "isStatutory": False,
    "language": "en",
    "createdAt": "2024-06-12T09:30:00Z",
    "readAt": None,
}
WHOLE = {**MESSAGE, "body": "The renewal fee for GB2400001 can be paid until 31 July 2024."}


def message_item(row: Notice) -> dict[str, Any]:
    """One message as it is sent."""
    return {
        "reference": row.reference,
        "subject": row.subject,
        "about": row.about_shown,
        "channel": row.channel,
        "isStatutory": row.statutory,
        "language": row.language,
        "createdAt": row.created_at,
        "readAt": row.read_at,
    }


def whole_message(row: Notice | None) -> dict[str, Any]:
    """The same with its text.

    Raises:
        ApiError: where there is none.
    """
    if row is None:
        raise not_found()
    return {**message_item(row), "body": row.body.removeprefix(f"# {row.subject}\n").strip()}


class MessageList(ApiView):
    """``/messages``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listMessages",
        summary="Messages to the account",
        parameters=[
            text_parameter("q", "Words of the subject.", maxLength=LONGEST),
            OpenApiParameter("unread", bool, description="Only what nobody has read.", default=False),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses=shapes.MailboxMessages,
        examples=[OpenApiExample("One message", {"items": [MESSAGE], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """What was told to the organisation; what is a person's own only to the tool of that person."""
        what, search = asked(request, SORTS, first=FIRST), request.query_params.get("q", "").strip()
        if len(search) > LONGEST:
            raise bad_parameter("q", _("Give up to %(most)s characters.") % {"most": LONGEST})
        rows = letters(self.actor, search=search)
        rows = rows.filter(read_at=None) if flag(request, "unread") else rows
        return listed(request, rows, what, self._items)

    def _items(self, rows: Sequence[Notice]) -> list[dict[str, Any]]:
        return [message_item(row) for row in rows]


class OneMessage(ApiView):
    """``/messages/{reference}``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getMessage",
        summary="One message with its text",
        responses=shapes.WholeMailboxMessage,
        examples=[OpenApiExample("A reminder", WHOLE, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """Looking does not mark it as read: a system that copies messages does not read them for people."""
        body = whole_message(letter(reference, by=self.actor))
        return versioned(request, body, etag_of(orjson.dumps(body)))


class Reading(ApiView):
    """``/messages/{reference}/reading``."""

    scopes = {"POST": READS}

    @extend_schema(
        operation_id="markMessageRead",
        summary="Note that a message was read",
        request=None,
        responses=shapes.WholeMailboxMessage,
        examples=[OpenApiExample("Read", {**WHOLE, "readAt": "2024-06-12T10:00:00Z"}, response_only=True)],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Somebody has read it in another system; from now on it is read in the account, too."""
        return Response(whole_message(open_letter(reference, by=self.actor, at=now())))
