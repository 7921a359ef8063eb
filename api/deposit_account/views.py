"""The organisation's deposit account and its lines."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.deposit_account import shapes
from api.kernel.errors import not_found
from api.kernel.lists import asked, list_parameters, listed
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from core.days import legal_day
from payments.deposits.accounts import demand_sight
from payments.models import DepositAccount, DepositLine, Payment
from payments.services import account_of

SORTS = {"number": "number"}
FIRST = "number:desc"


class DepositView(ApiView):
    """The base of both."""

    scopes = {"GET": frozenset({Scope.PAYMENTS_READ})}

    def deposit(self) -> DepositAccount:
        """The organisation's account.

        Raises:
            ApiError: if there is none.
            NotPermitted: for a member who may not see money.
        """
        demand_sight(self.acting)
        found = account_of(self.acting)
        if found is None:
            raise not_found()
        return found


class TheAccount(DepositView):
    """``/deposit-account``."""

    @extend_schema(operation_id="getDepositAccount", summary="What it holds", responses=shapes.Deposit)
    def get(self, request: Request) -> Response:
        """Its balance, and where transfers go."""
        found = self.deposit()
        body = {
            "reference": found.reference,
            "balance": money(found.balance_pence),
            "warnsBelow": money(found.low_pence),
            "bankDetails": str(settings.BANK_DETAILS),
        }
        return versioned(request, body, etag_of(body))


class MovementsOfAccount(DepositView):
    """``/deposit-account/movements``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listDepositMovements",
        summary="What came and went",
        parameters=list_parameters(SORTS, first=FIRST),
        responses=shapes.DepositMovements,
    )
    def get(self, request: Request) -> Response:
        """Every line with the balance after it, the newest first."""
        rows = DepositLine.objects.visible_to(self.acting).filter(account=self.deposit())
        return listed(request, rows, asked(request, SORTS, first=FIRST), self._said)

    def _said(self, rows: Sequence[DepositLine]) -> list[dict[str, Any]]:
        wanted = {row.payment_id for row in rows}
        seen = dict(Payment.objects.visible_to(self.acting).filter(pk__in=wanted).values_list("pk", "reference"))
        return [
            {
                "number": row.number,
                "at": row.at,
                "countsOn": legal_day(row.counts_at),
                "kind": row.kind,
                "amount": money(row.amount_pence),
                "balance": money(row.balance_pence),
                "payment": seen.get(row.payment_id),
            }
            for row in rows
        ]
