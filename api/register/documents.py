"""The documents that were filed about a right, for whoever may open them: the public, parties, or their giver."""

from typing import Any, cast
from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.api_clients.scopes import Scope
from api.kernel.authentication import Caller
from api.kernel.errors import not_found
from api.kernel.negotiation import CSV, JSON, Bytes
from api.kernel.views import ApiView
from api.register.examples import DOCUMENT, answer
from api.register.finding import AMBIGUOUS, NUMBER
from api.register.shapes import DocumentsOfRight
from core.actor import Actor, Public
from core.clock import now
from core.days import legal_day
from core.design.attachment import as_attachment
from rights.lookup import the_published
from transactions.open_documents import NotOpen, OpenDocument, documents_about, open_document

OF_PARTIES = frozenset({Scope.FILINGS_READ, Scope.FILINGS_WRITE})


class DocumentView(ApiView):
    """The base of both: a token that reads requests opens what its account may open, any other what anybody may."""

    @property
    def reader(self) -> Actor:
        """Whose documents are looked for beside the public's."""
        caller = self.request.user
        return self.actor if isinstance(caller, Caller) and caller.scopes & OF_PARTIES else Public()


class RightDocuments(DocumentView):
    """``/register/rights/{number}/documents``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listRightDocuments",
        summary="Documents that were filed about a right",
        parameters=[NUMBER],
        responses={(200, "application/json"): DocumentsOfRight, (200, "text/csv"): OpenApiTypes.STR, 409: AMBIGUOUS},
        examples=[answer("An assignment", {"items": [DOCUMENT]})],
    )
    def get(self, request: Request, number: str) -> Response:
        """What the caller may open, the newest first; of very many the latest 200.

        Anybody opens what was recorded and has been there for 14 days (r.53). With a token of `filings:read` or
        `filings:write` the account's own documents, and those that parties may see, are among them.
        """
        right = the_published(number, to=self.actor)
        found = documents_about(right, by=self.reader, at=now())
        return Response({"items": [self._said(one, right.number) for one in found]})

    def _said(self, one: OpenDocument, number: str) -> dict[str, Any]:
        names = {"number": number.replace("/", "-"), "id": one.file.reference}
        return {
            "id": str(one.file.reference),
            "what": one.what,
            "name": one.file.name,
            "mediaType": one.file.media_type,
            "size": one.file.size,
            "filedDate": legal_day(one.document.given_at),
            "href": reverse("api-register-document", kwargs=names, request=self.request),
        }


class RightDocument(DocumentView):
    """``/register/rights/{number}/documents/{id}``."""

    renderer_classes = [Bytes]

    @extend_schema(
        operation_id="openRightDocument",
        summary="The document itself",
        parameters=[NUMBER],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 409: AMBIGUOUS},
    )
    def get(self, request: Request, number: str, id: UUID) -> HttpResponseBase:
        """Its bytes, under its own media type, for whoever finds it in the list."""
        try:
            found = open_document(the_published(number, to=self.actor), id, by=self.reader, at=now())
        except NotOpen:
            raise not_found() from None
        return cast(HttpResponseBase, as_attachment(*found))
