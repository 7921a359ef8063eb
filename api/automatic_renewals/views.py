"""Agreeing to automatic renewals, seeing what is planned, and stopping either."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.automatic_renewals import shapes
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.views import ApiView, says
from core.actor import Applicant
from core.clock import now
from rights.clients.files import NoSuchClient, client_file
from rights.clients.placing import rights_bearing
from transactions.automatic.agreeing import NoAccountToPayFrom, agree, stop, stop_one
from transactions.models import AutomaticRenewal, PlannedRenewal

READS = frozenset({Scope.RIGHTS_READ, Scope.RIGHTS_RENEW})
WRITES = frozenset({Scope.RIGHTS_RENEW})
AGREED_SORTS = {"agreedAt": "agreed_at"}
AGREED_FIRST = "agreedAt:desc"
PLAN_SORTS = {"renewsOn": "renews_on"}
PLAN_FIRST = "renewsOn:desc"
AGREED: dict[str, Any] = {
    "reference": "AUT-2345-6789-ABCD",
    "scope": "right",
    "right": "GB2400001",
    "clientFile": None,
    "limitForOne": {"amount": 50000, "currency": "GBP"},
    "limitInMonth": None,
    "agreedAt": "2024-06-12T09:30:00Z",
    "stoppedAt": None,
}
PLAN: dict[str, Any] = {
    "reference": "PLN-2345-6789-ABCD",
    "agreement": "AUT-2345-6789-ABCD",
    "right": "GB2400001",
    "year": 6,
    "price": {"amount": 9000, "currency": "GBP"},
    "noticedOn": "2024-06-12",
    "renewsOn": "2024-06-26",
    "state": "noticed",
    "why": "",
    "filing": None,
}


class AgreementList(ApiView):
    """``/automatic-renewals``."""

    scopes = {"GET": READS, "POST": WRITES}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listAutomaticRenewals",
        summary="What is renewed by itself",
        parameters=list_parameters(AGREED_SORTS, first=AGREED_FIRST),
        responses=shapes.AutomaticAgreements,
        examples=[OpenApiExample("One runs", {"items": [AGREED], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """What runs and what was stopped, the latest first."""
        rows = AutomaticRenewal.objects.visible_to(self.acting).select_related("right", "client_file")
        return listed(request, rows, asked(request, AGREED_SORTS, first=AGREED_FIRST), _agreed)

    @extend_schema(
        operation_id="agreeToAutomaticRenewals",
        summary="Renew by itself from now on",
        request=shapes.NewAutomaticAgreement,
        responses={201: shapes.AgreedNow},
        examples=[
            OpenApiExample("One right", {"rights": ["GB2400001"], "limitForOne": 50000}, request_only=True),
            OpenApiExample("It runs", {"items": [AGREED]}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """For a person's tool alone, with `rights:renew` and `payments:write`; a system answers 403.

        Everybody is told at least 14 days before each renewal, or as soon as can be. An owner's word not to renew
        always stops it.
        """
        shape = shapes.NewAutomaticAgreement(data=request.data)
        shape.is_valid(raise_exception=True)
        by = self.acting
        if not isinstance(by, Applicant):
            raise ApiError(403, "secondPersonNeeded", _("A person agrees to automatic renewals."))
        about = self._about(shape.validated_data)
        made = [one.pk for one in agree(**about, by=by, at=now())]
        mine = AutomaticRenewal.objects.visible_to(by).filter(pk__in=made).select_related("right", "client_file")
        where = reverse("api-automatic-renewals")
        return Response({"items": _agreed(list(mine.order_by("pk")))}, status=201, headers={"Location": where})

    def _about(self, said: dict[str, Any]) -> dict[str, Any]:
        limits = {"limit_pence": said.get("limitForOne"), "month_pence": said.get("limitInMonth")}
        if said.get("rights") and said.get("clientFile"):
            fault = {"code": "invalid", "message": _("Name rights or a client file."), "target": "/clientFile"}
            raise invalid(_("The body has faults."), [fault])
        if said.get("clientFile"):
            return limits | {"client_file": self._file(said["clientFile"])}
        if "rights" in said:
            return limits | {"right_ids": sorted(rights_bearing(said["rights"], by=self.acting))}
        return limits

    def _file(self, reference: str) -> Any:
        try:
            return client_file(reference, by=self.acting)
        except NoSuchClient:
            fault = {"code": "noSuchClient", "message": _("There is no such client file."), "target": "/clientFile"}
            raise invalid(_("The body has faults."), [fault]) from None


class Stopping(ApiView):
    """``/automatic-renewals/{reference}/stop``."""

    scopes = {"POST": WRITES}

    @extend_schema(operation_id="stopAutomaticRenewals", summary="Stop it", request=None, responses={204: None})
    def post(self, request: Request, reference: str) -> Response:
        """At once, with everything that is planned by it."""
        found = AutomaticRenewal.objects.visible_to(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        stop(found, by=self.acting, at=now())
        return Response(status=204)


class PlanList(ApiView):
    """``/planned-renewals``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listPlannedRenewals",
        summary="What will be renewed by itself",
        parameters=[
            *list_parameters(PLAN_SORTS, first=PLAN_FIRST),
            OpenApiParameter("state", str, description="One or several states, with commas between."),
        ],
        responses=shapes.PlannedRenewals,
        examples=[OpenApiExample("One plan", {"items": [PLAN], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Plans and what became of them."""
        states = one_of(request, "state", PlannedRenewal.State.values)
        rows = PlannedRenewal.objects.visible_to(self.acting).select_related("right", "filing", "agreement")
        rows = rows.filter(state__in=states) if states else rows
        return listed(request, rows, asked(request, PLAN_SORTS, first=PLAN_FIRST), _planned)


class StoppingOne(ApiView):
    """``/planned-renewals/{reference}/stop``."""

    scopes = {"POST": WRITES}

    @extend_schema(operation_id="stopPlannedRenewal", summary="Stop one renewal", request=None, responses={204: None})
    def post(self, request: Request, reference: str) -> Response:
        """That right is not renewed by itself this time."""
        found = PlannedRenewal.objects.visible_to(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        if not stop_one(found, by=self.acting, at=now()):
            raise conflict("underWay", _("It is under way, or over."))
        return Response(status=204)


def _agreed(rows: Sequence[AutomaticRenewal]) -> list[dict[str, Any]]:
    return [
        {
            "reference": row.reference,
            "scope": row.scope,
            "right": row.right.number if row.right else None,
            "clientFile": row.client_file.reference if row.client_file else None,
            "limitForOne": None if row.limit_pence is None else money(row.limit_pence),
            "limitInMonth": None if row.month_pence is None else money(row.month_pence),
            "agreedAt": row.agreed_at,
            "stoppedAt": row.stopped_at,
        }
        for row in rows
    ]


def _planned(rows: Sequence[PlannedRenewal]) -> list[dict[str, Any]]:
    return [
        {
            "reference": row.reference,
            "agreement": row.agreement.reference,
            "right": row.right.number,
            "year": row.year,
            "price": money(row.pence),
            "noticedOn": row.noticed_on,
            "renewsOn": row.renews_on,
            "state": row.state,
            "why": row.why,
            "filing": row.filing.reference if row.filing else None,
        }
        for row in rows
    ]


@says(NoAccountToPayFrom)
def _no_account(error: NoAccountToPayFrom) -> ApiError:
    return conflict("noDepositAccount", str(error))
