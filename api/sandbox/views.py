"""Test patents and test cards."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.api_clients.scopes import Scope
from api.kernel.errors import ApiError, conflict, not_found
from api.kernel.negotiation import CSV, JSON
from api.kernel.views import ApiView, says
from api.sandbox import shapes
from core.actor import Acting
from core.clock import now
from payments.test_cards import TEST_CARDS
from rights.models import Relation, TestMake
from rights.sandbox.conditions import Condition
from rights.sandbox.making import CannotMake, made_in, make_for, make_test_patents, makes_of
from rights.sandbox.only import NotASandbox

READS = frozenset({Scope.RIGHTS_READ, Scope.RIGHTS_WRITE})
WRITES = frozenset({Scope.RIGHTS_WRITE})
ONLY = "In a sandbox alone; everywhere else there is nothing here (404)."
MADE: dict[str, Any] = {
    "reference": "TST-2345-6789-ABCD",
    "state": "made",
    "relation": "owner",
    "count": 2,
    "made": 2,
    "createdAt": "2026-11-27T09:00:00Z",
}
RIGHTS = [{"number": "GB2910001", "state": "due"}, {"number": "EP9900001", "state": "late"}]
MAKING = {**MADE, "state": "making", "count": 500, "made": 0, "rights": []}
CARD = {"number": "4444333322221111", "brand": None, "outcome": "paid", "message": "The payment succeeds"}


class SandboxView(ApiView):
    """The base of everything that only a sandbox has."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Whoever may ask is told that there is nothing, where this is no sandbox."""
        super().initial(request, *args, **kwargs)
        if not settings.SANDBOX and request.method in self.allowed_methods:
            raise not_found()


class AllTestPatents(SandboxView):
    """``/sandbox/rights``."""

    scopes = {"GET": READS, "POST": WRITES}

    @extend_schema(
        operation_id="listTestPatents",
        summary="What was made, call by call",
        description=f"The latest fifty, the newest first. {ONLY}",
        responses=shapes.AllTestPatents,
        examples=[OpenApiExample("One", {"items": [MADE]}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """The latest fifty."""
        return Response({"items": [in_short(made) for made in makes_of(self.acting)]})

    @extend_schema(
        operation_id="createTestPatents",
        summary="Make test patents",
        description="Invented patents in the conditions that are asked for, linked to the organisation, reached at the "
        "caller's own email address, and seen by the organisation alone. Up to a hundred are there at once (201). More "
        f"are made in the background (202): ask again at `Location` until `state` is `made`. {ONLY}",
        request=shapes.WantedTestPatents,
        responses={201: shapes.WholeTestPatents, 202: shapes.WholeTestPatents},
        examples=[
            OpenApiExample("Two", {"count": 2, "states": ["due", "late"]}, request_only=True),
            OpenApiExample("Made", {**MADE, "rights": RIGHTS}, response_only=True, status_codes=["201"]),
            OpenApiExample("Being made", MAKING, response_only=True, status_codes=["202"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """Makes them."""
        shape = shapes.WantedTestPatents(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        asked = make_test_patents(
            given["count"],
            conditions=[Condition(name) for name in given.get("states", ())],
            relation=given.get("relation", Relation.OWNER),
            afresh=given.get("startAgain", False),
            by=self.acting,
            at=now(),
        )
        where = reverse("api-sandbox-rights-made", kwargs={"reference": asked.reference}, request=request)
        return Response(whole(asked, by=self.acting), status=201 if asked.made_at else 202, headers={"Location": where})


class OneMake(SandboxView):
    """``/sandbox/rights/{reference}``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getTestPatents",
        summary="What one call made",
        description=f"How far it is, with the number of each and how it stood. {ONLY}",
        responses=shapes.WholeTestPatents,
        examples=[OpenApiExample("Made", {**MADE, "rights": RIGHTS}, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """How far it is."""
        asked = make_for(reference, by=self.acting)
        if asked is None:
            raise not_found()
        return Response(whole(asked, by=self.acting))


class Cards(SandboxView):
    """``/sandbox/cards``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listTestCards",
        summary="Test cards",
        description="Card numbers of GOV.UK Pay's test accounts, and how a payment with each ends. A person types them "
        "on Pay's page, with any expiry date to come, security code and UK postcode; Pay has no call that pays such a "
        f"payment. {ONLY}",
        responses=shapes.TestCards,
        examples=[OpenApiExample("One card", {"items": [CARD]}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """All of them."""
        items = [
            {"number": card.number, "brand": card.brand or None, "outcome": card.ends, "message": str(card.ends.label)}
            for card in TEST_CARDS
        ]
        return Response({"items": items})


def in_short(asked: TestMake) -> dict[str, Any]:
    """What one call made, without the patents."""
    state = "ended" if asked.ended_at else "made" if asked.made_at else "making"
    return {
        "reference": asked.reference,
        "state": state,
        "relation": asked.relation,
        "count": asked.count,
        "made": len(asked.rights),
        "createdAt": asked.asked_at,
    }


def whole(asked: TestMake, *, by: Acting) -> dict[str, Any]:
    """The same with each patent that is not behind a wall to the caller."""
    found = made_in([asked], by=by)[asked.reference]
    return {**in_short(asked), "rights": [{"number": number, "state": condition} for number, condition in found]}


@says(CannotMake)
def cannot_make(error: CannotMake) -> ApiError:
    """Others are being made, or there are enough."""
    return conflict("cannotMake", str(error))


@says(NotASandbox)
def no_sandbox(error: NotASandbox) -> ApiError:
    """Nothing is invented here."""
    return ApiError(404, "notFound", _("This is not a sandbox."))
