"""Instructions as lists, one of them, and giving them unasked."""

import orjson
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.instructions import shapes
from api.instructions.showing import INSTRUCTION, instruction_item, items_of, own_instruction
from api.kernel.errors import bad_parameter
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from core.clock import now
from rights.clients.placing import rights_bearing
from rights.instructions.asking import give
from rights.instructions.listing import COLUMNS, TO_ANSWER
from rights.instructions.listing import listed as rows_of
from rights.models.instructions import Answer

SCOPES = frozenset({Scope.INSTRUCTIONS_WRITE})
SORTS = {"dueDate": "due_on", "answeredAt": "answered_at", "endedAt": "ended_at"}
FIRST = "dueDate:asc"
SHOWN = list(COLUMNS)


class InstructionList(ApiView):
    """``/instructions``."""

    scopes = {"GET": SCOPES, "POST": SCOPES}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listInstructions",
        summary="Instructions of one sort",
        parameters=[
            text_parameter(
                "show",
                "What waits for the account's answer, what it asked, what it was told and is in force, what it told, "
                "or what is over.",
                enum=SHOWN,
                default=TO_ANSWER,
            ),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses=shapes.Instructions,
        examples=[OpenApiExample("One waits", {"items": [INSTRUCTION], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Those between the account and another that are not behind a wall to the caller."""
        what, show = asked(request, SORTS, first=FIRST), one_of(request, "show", SHOWN) or [TO_ANSWER]
        if len(show) > 1:
            raise bad_parameter("show", _("Give one of %(known)s.") % {"known": ", ".join(SHOWN)})
        return listed(request, rows_of(show[0], by=self.acting), what, items_of)

    @extend_schema(
        operation_id="giveInstructions",
        summary="Tell what to do about renewals",
        request=shapes.GivenInstruction,
        responses={201: shapes.InstructionsInForce},
        examples=[
            OpenApiExample(
                "Let two lapse",
                {"rights": ["GB2400001", "GB2400002"], "answer": "lapse", "words": "Product discontinued"},
                request_only=True,
            ),
            OpenApiExample("Two are in force", {"inForce": 2}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """An owner instructs everybody who looks after the rights; a firm notes what its client told it.

        What was in force before is followed by this. All of the rights must be linked to the account.
        """
        shape = shapes.GivenInstruction(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        rights = rights_bearing(said["rights"], by=self.acting)
        number = give(rights, Answer(said["answer"]), said.get("words", ""), by=self.acting, at=now())
        return Response({"inForce": number}, status=201, headers={"Location": reverse("api-instructions")})


class OneInstruction(ApiView):
    """``/instructions/{reference}``."""

    scopes = {"GET": SCOPES}

    @extend_schema(
        operation_id="getInstruction",
        summary="One instruction",
        responses=shapes.Instruction,
        examples=[OpenApiExample("It waits for an answer", INSTRUCTION, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """What was asked, by when it is to be answered, and what the answer was."""
        body = instruction_item(own_instruction(reference, by=self.acting))
        return versioned(request, body, etag_of(orjson.dumps(body)))
