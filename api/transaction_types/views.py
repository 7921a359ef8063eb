"""The types of requests, from their declarations."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import not_found
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.transaction_types.questions import schema_of, unfitted
from api.transaction_types.shapes import TypeInFull, Types
from transactions.kind import MOST_BY_LIST, Evidence, TransactionType
from transactions.parts import always
from transactions.registry import NoSuchType, all_types, type_named


class TypeList(ApiView):
    """``/transaction-types``."""

    is_public = True

    @extend_schema(operation_id="listTransactionTypes", summary="Everything that can be asked for", responses=Types)
    def get(self, request: Request) -> Response:
        """Every type of request, from a renewal to the rectification of the register."""
        items = [in_short(declared) for declared in all_types()]
        return versioned(request, {"items": items}, etag_of(*items))


class OneType(ApiView):
    """``/transaction-types/{type}``."""

    is_public = True

    @extend_schema(operation_id="getTransactionType", summary="One type with its questions", responses=TypeInFull)
    def get(self, request: Request, type: str) -> Response:
        """Its questions as JSON Schema, and the documents that it may need.

        Choices that depend on the rights (one of the owners, one of the licences) are in the schema of a request that
        was begun: `GET /filings/{reference}/answers-schema`.
        """
        try:
            declared = type_named(type)
        except NoSuchType:
            raise not_found() from None
        body = in_full(declared)
        return versioned(request, body, etag_of(body))


def in_short(declared: TransactionType) -> dict[str, Any]:
    """A line of the list."""
    return {
        "type": declared.slug,
        "title": str(declared.title),
        "summary": str(declared.summary),
        "topic": str(declared.topic),
        "mayFile": sorted(str(one) for one in declared.who),
        "mostRights": MOST_BY_LIST if declared.by_list else declared.most_rights,
        "isByList": declared.by_list,
        "needsFreshSignIn": declared.gives_away,
    }


def in_full(declared: TransactionType) -> dict[str, Any]:
    """Everything about one."""
    return in_short(declared) | {
        "answersSchema": schema_of(declared, unfitted(declared)),
        "documents": [document(piece) for piece in declared.evidence],
        "declaration": str(declared.declaration),
        "before": str(declared.before_you_start),
        "takes": str(declared.takes),
    }


def document(piece: Evidence) -> dict[str, Any]:
    """A document that it may need."""
    return {
        "key": piece.key,
        "title": str(piece.title),
        "says": str(piece.says),
        "isAlwaysNeeded": piece.needed is always,
        "visibility": str(piece.visibility),
    }
