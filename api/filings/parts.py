"""What belongs to a request: its rights with their outcomes, its way, questions of the office, and documents."""

from typing import Any, cast
from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.filings import shapes
from api.filings.loading import FilingView
from api.filings.views import etag_for
from api.filings.words import document, in_full, movement, outcomes, question
from api.kernel.errors import not_found
from api.kernel.lists import asked, list_parameters, listed
from api.kernel.negotiation import CSV, JSON, Bytes
from api.kernel.versions import versioned
from core.clock import now
from core.design.attachment import attachment
from transactions.kind import Visibility
from transactions.models import Filing, FilingDocument, FilingRight, Movement, Query
from transactions.services import answer_questions, give, remove
from transactions.services.asking import open_queries

SORTS = {"right": "right_id"}
FIRST = "right:asc"


class RightsOfFiling(FilingView):
    """``/filings/{reference}/rights``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listRightsOfFiling",
        summary="Its rights and what became of each",
        parameters=list_parameters(SORTS, first=FIRST),
        responses=shapes.RightOutcomes,
    )
    def get(self, request: Request, reference: str) -> Response:
        """Price and outcome of each right, with the account's own references."""
        filing = self.filing(reference)
        rows = FilingRight.objects.visible_to(self.acting).filter(filing=filing).select_related("right")
        return listed(request, rows, asked(request, SORTS, first=FIRST), lambda found: outcomes(found, by=self.acting))


class MovementsOfFiling(FilingView):
    """``/filings/{reference}/movements``."""

    @extend_schema(operation_id="listMovements", summary="Its way so far", responses=shapes.Movements)
    def get(self, request: Request, reference: str) -> Response:
        """Every step from the draft on."""
        rows = Movement.objects.visible_to(self.acting).filter(filing=self.filing(reference)).order_by("number")
        return Response({"items": [movement(row) for row in rows]})


class QuestionsOfFiling(FilingView):
    """``/filings/{reference}/questions``."""

    @extend_schema(operation_id="listQuestions", summary="What the office asks", responses=shapes.Questions)
    def get(self, request: Request, reference: str) -> Response:
        """Every question of the office with its answer."""
        filing = self.filing(reference)
        open_ones = {row.pk for row in open_queries(filing)}
        rows = Query.objects.visible_to(self.acting).filter(filing=filing).select_related("answer").order_by("number")
        return Response({"items": [question(row, is_open=row.pk in open_ones) for row in rows]})


class AnswersToQuestions(FilingView):
    """``/filings/{reference}/answers-to-questions``."""

    @extend_schema(
        operation_id="answerQuestions",
        summary="Answer the office",
        request=shapes.AnswersToQuestions,
        responses=shapes.FilingInFull,
        examples=[
            OpenApiExample(
                "One question", {"answers": [{"number": 1, "text": "The director signed it."}]}, request_only=True
            )
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Answers every open question at once, with text and with stored files."""
        filing = self.filing(reference)
        shape = shapes.AnswersToQuestions(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data["answers"]
        answered = answer_questions(
            filing,
            {one["number"]: one["text"] for one in given},
            files={one["number"]: one.get("files", []) for one in given},
            by=self.acting,
            at=now(),
        )
        return versioned(request, in_full(answered, by=self.acting), etag_for(answered))


class DocumentsOfFiling(FilingView):
    """``/filings/{reference}/documents``."""

    @extend_schema(operation_id="listDocumentsOfFiling", summary="Its documents", responses=shapes.GivenDocuments)
    def get(self, request: Request, reference: str) -> Response:
        """What was given with it, the oldest at the front."""
        rows = self._given(self.filing(reference))
        return Response({"items": [document(row) for row in rows]})

    @extend_schema(
        operation_id="giveDocument",
        summary="Give a document",
        request=shapes.NewDocument,
        responses={201: shapes.GivenDocument},
    )
    def post(self, request: Request, reference: str) -> Response:
        """Adds a stored file to a draft; the same file again changes nothing."""
        filing = self.filing(reference)
        shape = shapes.NewDocument(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        chosen = Visibility(said["visibility"]) if "visibility" in said else None
        kept = give(filing, said["document"], said["file"], by=self.acting, at=now(), visibility=chosen)
        return Response(document(kept), status=201, headers={"Location": f"{request.path}/{kept.file.reference}"})

    def _given(self, filing: Filing) -> Any:
        rows = FilingDocument.objects.visible_to(self.acting).filter(filing=filing, removed_at=None)
        return rows.select_related("file").order_by("given_at", "pk")


class OneDocumentOfFiling(FilingView):
    """``/filings/{reference}/documents/{id}``."""

    renderer_classes = [Bytes]

    @extend_schema(
        operation_id="openDocumentOfFiling",
        summary="The document itself",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, reference: str, id: UUID) -> HttpResponseBase:
        """Its bytes, once it was scanned."""
        rows = FilingDocument.objects.visible_to(self.acting).filter(filing=self.filing(reference), removed_at=None)
        if not rows.filter(file__reference=id).exists():
            raise not_found()
        return cast(HttpResponseBase, attachment(id, by=self.acting))

    @extend_schema(operation_id="removeDocument", summary="Take it out of the draft", responses={204: None})
    def delete(self, request: Request, reference: str, id: UUID) -> Response:
        """The file itself stays with the account."""
        if not remove(self.filing(reference), id, by=self.acting, at=now()):
            raise not_found()
        return Response(status=204)
