"""What the office decides, said by whoever tries the service."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.filings import shapes as filing_shapes
from api.filings.views import etag_for
from api.filings.words import in_full
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.versions import versioned
from api.kernel.views import says
from api.links import shapes as link_shapes
from api.links.examples import REQUEST
from api.links.requests import own_request, request_item
from api.sandbox import shapes
from api.sandbox.views import ONLY, SandboxView
from core.clock import now
from transactions.models import Filing
from transactions.services import AgreementMissing, CannotDecide, EarlierFilingOpen
from transactions.services.deciding import ReasonMissing
from transactions.services.deciding_in_sandbox import decide_in_sandbox

EXAMPLES = [
    OpenApiExample("Accepted", {"accept": True}, request_only=True),
    OpenApiExample("Refused", {"accept": False, "because": "The document is not signed."}, request_only=True),
]


class DecidingView(SandboxView):
    """The base of both decisions."""

    def decided(self, reference: str) -> None:
        """Decides as the body says, by the rules that hold for every officer.

        Raises:
            ApiError: 404 for what is not the caller's.
        """
        shape = shapes.DecisionInSandbox(data=self.request.data)
        shape.is_valid(raise_exception=True)
        given: Any = shape.validated_data
        try:
            decide_in_sandbox(reference, accept=given["accept"], why=given.get("because", ""), by=self.acting, at=now())
        except LookupError:
            raise not_found() from None


class DecisionOnFiling(DecidingView):
    """``/sandbox/filings/{reference}/decision``."""

    scopes = {"POST": frozenset({Scope.FILINGS_WRITE})}

    @extend_schema(
        operation_id="decideFiling",
        summary="Let the office decide a request",
        description="Accepts or refuses what waits for an officer, or for two. To accept also takes what others have "
        "still to agree to as agreed, and where a day must pass, as for oppositions, lets it pass: call again until it "
        "has ended. "
        f"{ONLY}",
        request=shapes.DecisionInSandbox,
        responses=filing_shapes.FilingInFull,
        examples=EXAMPLES,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Decides it."""
        self.decided(self._filing(reference).reference)
        done = self._filing(reference)
        return versioned(request, in_full(done, by=self.acting), etag_for(done))

    def _filing(self, reference: str) -> Filing:
        found = Filing.objects.visible_to(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        return found


class DecisionOnLinkRequest(DecidingView):
    """``/sandbox/link-requests/{reference}/decision``."""

    scopes = {"POST": frozenset({Scope.RIGHTS_WRITE})}

    @extend_schema(
        operation_id="decideLinkRequest",
        summary="Let the office decide a request for a link",
        description=f"Accepts or refuses one that is with the office, as after a signed authority. {ONLY}",
        request=shapes.DecisionInSandbox,
        responses=link_shapes.LinkRequestOfAccount,
        examples=[*EXAMPLES, OpenApiExample("Decided", REQUEST | {"state": "granted"}, response_only=True)],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Decides it."""
        self.decided(own_request(reference, by=self.acting).reference)
        return Response(request_item(own_request(reference, by=self.acting)))


@says(CannotDecide, EarlierFilingOpen)
def cannot_decide(error: Exception) -> ApiError:
    """It does not wait for a decision, or something else comes first."""
    return conflict("cannotDecide", str(error))


@says(AgreementMissing)
def agreement_missing(error: AgreementMissing) -> ApiError:
    """Somebody has still to agree."""
    return conflict("agreementMissing", str(error))


@says(ReasonMissing)
def reason_missing(error: ReasonMissing) -> ApiError:
    """A refusal says why."""
    fault = {"code": "required", "message": _("Say why it is refused."), "target": "/because"}
    return invalid(_("The body has faults."), [fault])
