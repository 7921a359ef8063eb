"""Proving a request for a link, entering the code, and taking the request back."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import ApiError
from api.kernel.views import ApiView
from api.links import shapes
from api.links.examples import REQUEST, WHOLE
from api.links.requests import BY_PERSON, own_request, whole_request
from core.clock import now
from rights.linking.asking import cancel, demand_may_link
from rights.linking.codes import enter_code, send_code
from rights.linking.owner import ask_owner
from rights.models import Proof

WRITES = frozenset({Scope.RIGHTS_WRITE})
SENT = {
    **REQUEST,
    "state": "code-sent",
    "message": "We sent a code to r•••@o•••.example. Enter it by 10:00am on 12 June 2024.",
    "mayEnterCode": True,
    "ways": WHOLE["ways"],
}


class OfRequest(ApiView):
    """Something that is done to the account's own request, which is answered as it stands then."""

    scopes = {"POST": WRITES}

    def answered(self, reference: str) -> Response:
        """The request as it stands now."""
        return Response(whole_request(own_request(reference, by=self.acting), by=self.acting))


class Proving(OfRequest):
    """``/link-requests/{reference}/proof``."""

    @extend_schema(
        operation_id="proveLinkRequest",
        summary="Choose how to prove a request",
        request=shapes.ChosenProof,
        responses=shapes.WholeLinkRequest,
        examples=[
            OpenApiExample("A code by email", {"key": "email-0123456789abcdef"}, request_only=True),
            OpenApiExample("The code is on its way", SENT, response_only=True),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Sends a one-time code to the contact on record, or asks the owner, for all requests that share the way.

        Identity and signed authorities are given by a person on our pages.
        """
        found = own_request(reference, by=self.acting)
        demand_may_link(self.acting)
        shape = shapes.ChosenProof(data=request.data)
        shape.is_valid(raise_exception=True)
        key = shape.validated_data["key"]
        if key in BY_PERSON:
            raise ApiError(403, "personNeeded", _("A person must give this proof: sign in and open the request."))
        if key == Proof.OWNER:
            ask_owner(found, by=self.acting, at=now())
        else:
            send_code(found, key, by=self.acting, at=now())
        return self.answered(reference)


class Code(OfRequest):
    """``/link-requests/{reference}/code``."""

    @extend_schema(
        operation_id="enterLinkCode",
        summary="Enter the one-time code",
        request=shapes.LinkCode,
        responses=shapes.WholeLinkRequest,
        examples=[
            OpenApiExample("A code", {"code": "123456"}, request_only=True),
            OpenApiExample(
                "Linked",
                {**REQUEST, "state": "granted", "message": "The patent is linked to your account.", "ways": []},
                response_only=True,
            ),
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """The right code makes all its links at once; after five wrong ones it works no more."""
        found = own_request(reference, by=self.acting)
        shape = shapes.LinkCode(data=request.data)
        shape.is_valid(raise_exception=True)
        enter_code(found, shape.validated_data["code"], by=self.acting, at=now())
        return self.answered(reference)


class Cancellation(OfRequest):
    """``/link-requests/{reference}/cancellation``."""

    @extend_schema(
        operation_id="cancelLinkRequest",
        summary="Take a request back",
        request=None,
        responses=shapes.WholeLinkRequest,
        examples=[
            OpenApiExample(
                "Cancelled",
                {
                    **REQUEST,
                    "state": "cancelled",
                    "message": "You cancelled this request. Nothing was linked.",
                    "mayProve": False,
                    "mayCancel": False,
                    "ways": [],
                },
                response_only=True,
            )
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """A link that waited for its day ends, and a code that was sent stops working."""
        cancel(own_request(reference, by=self.acting), by=self.acting, at=now())
        return self.answered(reference)
