"""What one does with a request that the office has: sending more, ending a wait, and reading the office's letter."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.filings import shapes
from api.filings.loading import FilingView
from api.filings.views import etag_for
from api.filings.words import in_full, note
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.negotiation import Bytes
from api.kernel.shapes import Error
from api.kernel.versions import versioned
from api.kernel.views import says
from core.clock import now
from core.pdf import NoPdfHere
from transactions.letters import NoLetter, letter_pdf
from transactions.models import FilerNote
from transactions.sending_more import NothingSent, send_more
from transactions.stages import exits_open_to, take_exit

NOTE = {"number": 1, "text": "The medical certificate follows.", "sentAt": "2024-06-14T09:30:00Z"}
NO_PDF = OpenApiResponse(Error, description="PDFs cannot be made at the moment.")


class NotesOfFiling(FilingView):
    """``/filings/{reference}/notes``."""

    @extend_schema(
        operation_id="listNotes",
        summary="What was sent afterwards",
        responses=shapes.Notes,
        examples=[OpenApiExample("One message", {"items": [NOTE]}, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """Messages that followed the request, the oldest first, at most 50; their documents are among its documents."""
        rows = FilerNote.objects.visible_to(self.acting).filter(filing=self.filing(reference)).order_by("number")
        return Response({"items": [note(row) for row in rows]})

    @extend_schema(
        operation_id="sendMore",
        summary="Send more while the office has it",
        request=shapes.NewNote,
        responses={201: shapes.Note},
        examples=[
            OpenApiExample("Words", {"text": "The medical certificate follows."}, request_only=True),
            OpenApiExample("Sent", NOTE, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Adds a message, stored files, or both; nothing else about the request changes."""
        filing = self.filing(reference)
        shape = shapes.NewNote(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        sent = send_more(filing, said.get("text", ""), files=said.get("files", []), by=self.acting, at=now())
        return Response(note(sent), status=201, headers={"Location": request.path})


class ExitsOfFiling(FilingView):
    """``/filings/{reference}/exits``."""

    @extend_schema(
        operation_id="listExits",
        summary="How its wait can be ended",
        responses=shapes.Exits,
        examples=[
            OpenApiExample("A watch", {"items": [{"exit": "stop", "title": "Stop watching"}]}, response_only=True)
        ],
    )
    def get(self, request: Request, reference: str) -> Response:
        """What the caller may do to end the wait in which the request is; nothing where it does not wait."""
        found = exits_open_to(self.acting, self.filing(reference))
        return Response({"items": [{"exit": one.key, "title": str(one.title)} for one in found]})

    @extend_schema(
        operation_id="takeExit",
        summary="End its wait",
        request=shapes.ExitTaken,
        responses=shapes.FilingInFull,
        examples=[OpenApiExample("Stop a watch", {"exit": "stop"}, request_only=True)],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Takes one of the exits that are listed."""
        filing = self.filing(reference)
        shape = shapes.ExitTaken(data=request.data)
        shape.is_valid(raise_exception=True)
        done = take_exit(filing, shape.validated_data["exit"], by=self.acting, at=now())
        return versioned(request, in_full(done, by=self.acting), etag_for(done))


class LetterAboutFiling(FilingView):
    """``/filings/{reference}/letter``."""

    renderer_classes = [Bytes]

    @extend_schema(
        operation_id="getLetter",
        summary="The office's letter about it",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, 409: NO_PDF},
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        """A PDF that says how the request stands, in its own language; none for a draft."""
        filing = self.filing(reference)
        try:
            content = letter_pdf(filing)
        except NoLetter:
            raise not_found() from None
        headers = {"Content-Disposition": f'attachment; filename="letter-{filing.reference}.pdf"'}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


@says(NothingSent)
def _nothing_sent(_error: Any) -> ApiError:
    """Neither words nor files."""
    fault = {"code": "required", "message": _("Give a text, files, or both."), "target": "/text"}
    return invalid(_("There is nothing to send."), [fault])


@says(NoPdfHere)
def no_pdf_here(_error: Any) -> ApiError:
    """This machine cannot make one."""
    return conflict("noPdfHere", _("PDFs cannot be made at the moment."))
