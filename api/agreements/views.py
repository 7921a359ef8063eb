"""What the account is asked to agree to. Answering stays with people: no scope lets a program agree."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.agreements import shapes
from api.kernel.errors import not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from transactions.consents.listing import asked_rows
from transactions.consents.telling import asked_by
from transactions.models import ConsentRequest
from transactions.registry import type_named

SORTS = {"askedAt": "asked_at"}
FIRST = "askedAt:desc"
READS = frozenset({Scope.FILINGS_READ, Scope.FILINGS_WRITE})
AGREEMENT: dict[str, Any] = {
    "reference": "AGR-2345-6789-ABCD",
    "title": "Transfer ownership",
    "says": "Acme Widgets Ltd passes its share to Specimen Ltd.",
    "rights": ["GB2400001"],
    "askedBy": "Mockford & Specimen LLP",
    "isApproval": False,
    "state": "waiting",
    "askedAt": "2024-06-12T09:30:00Z",
    "answerBy": "2024-07-12T09:30:00Z",
    "endedAt": None,
    "page": "https://service.example/agreements/AGR-2345-6789-ABCD/",
}


class AgreementView(ApiView):
    """The base of both."""

    scopes = {"GET": READS}


class AgreementList(AgreementView):
    """``/agreements``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listAgreements",
        summary="What the account is asked to agree to",
        parameters=[
            *list_parameters(SORTS, first=FIRST),
            OpenApiParameter("state", str, description="One or several states, with commas between."),
        ],
        responses=shapes.Agreements,
        examples=[OpenApiExample("One waits", {"items": [AGREEMENT], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """The latest first. A person who may approve answers on the page that is named."""
        states = one_of(request, "state", ConsentRequest.State.values)
        rows = asked_rows(self.acting)
        rows = rows.filter(state__in=states) if states else rows
        return listed(request, rows, asked(request, SORTS, first=FIRST), items_of)


class OneAgreement(AgreementView):
    """``/agreements/{reference}``."""

    @extend_schema(
        operation_id="getAgreement",
        summary="One of them",
        responses=shapes.Agreement,
        examples=[OpenApiExample("It waits", AGREEMENT, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """Who asks for what, and by when the answer is needed."""
        found = asked_rows(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        (body,) = items_of([found])
        return versioned(request, body, etag_of(orjson.dumps(body)))


def items_of(rows: Sequence[ConsentRequest]) -> list[dict[str, Any]]:
    """Agreements as they are sent."""
    return [_said(row) for row in rows]


def _said(row: ConsentRequest) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "title": str(type_named(row.filing.type).title),
        "says": row.words,
        "rights": [right.number for right in row.rights.all()],
        "askedBy": asked_by(row.filing),
        "isApproval": row.is_approval,
        "state": row.state,
        "askedAt": row.asked_at,
        "answerBy": row.expires_at,
        "endedAt": row.ended_at,
        "page": settings.PUBLIC_URL + reverse("agreement", args=[row.reference]),
    }
