"""Asking owners for instructions, answering, and taking back."""

from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.instructions import shapes
from api.instructions.showing import ANSWERED, INSTRUCTION, instruction_item, items_of, own_instruction
from api.kernel.views import ApiView
from core.clock import now
from rights.clients.placing import rights_bearing
from rights.instructions.asking import answer_all, ask, withdraw
from rights.models import Instruction
from rights.models.instructions import Answer

SCOPES = frozenset({Scope.INSTRUCTIONS_WRITE})


class Questions(ApiView):
    """``/instruction-questions``."""

    scopes = {"POST": SCOPES}

    @extend_schema(
        operation_id="askForInstructions",
        summary="Ask owners what to do about renewals",
        request=shapes.InstructionQuestion,
        responses={201: shapes.AskedInstructions},
        examples=[
            OpenApiExample(
                "One right",
                {"rights": ["GB2400001"], "question": "Shall we renew?", "dueDate": "2024-07-01"},
                request_only=True,
            ),
            OpenApiExample("It waits", {"items": [INSTRUCTION]}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """Owners with an account are told in it; for the others the account notes what it is told outside."""
        shape = shapes.InstructionQuestion(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        rights = rights_bearing(said["rights"], by=self.acting)
        made = ask(rights, question=said.get("question", ""), due_on=said["dueDate"], by=self.acting, at=now())
        mine = Instruction.objects.visible_to(self.acting).filter(pk__in=[row.pk for row in made])
        rows = list(mine.select_related("right", "firm", "owner").order_by("pk"))
        return Response({"items": items_of(rows)}, status=201, headers={"Location": reverse("api-instructions")})


class Answering(ApiView):
    """``/instructions/{reference}/answer``."""

    scopes = {"POST": SCOPES}

    @extend_schema(
        operation_id="answerInstruction",
        summary="Answer a question",
        request=shapes.InstructionAnswer,
        responses=shapes.Instruction,
        examples=[
            OpenApiExample("Renew", {"answer": "renew"}, request_only=True),
            OpenApiExample("In force", ANSWERED, response_only=True),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """As the owner, or as the firm for an owner without an account; it is in force from now on."""
        row = own_instruction(reference, by=self.acting)
        shape = shapes.InstructionAnswer(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        answer_all([row], Answer(said["answer"]), said.get("words", ""), by=self.acting, at=now())
        return Response(instruction_item(own_instruction(reference, by=self.acting)))


class Withdrawal(ApiView):
    """``/instructions/{reference}/withdrawal``."""

    scopes = {"POST": SCOPES}

    @extend_schema(
        operation_id="withdrawInstruction",
        summary="Take an instruction or a question back",
        request=None,
        responses=shapes.Instruction,
        examples=[
            OpenApiExample("Over", {**INSTRUCTION, "endedAt": "2024-06-14T09:30:00Z"}, response_only=True),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """It is over from now on; what was in force before does not come back."""
        withdraw(own_instruction(reference, by=self.acting), by=self.acting, at=now())
        return Response(instruction_item(own_instruction(reference, by=self.acting)))
