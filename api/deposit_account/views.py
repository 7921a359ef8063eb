"""The organisation's deposit account as it stands, and its lines."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from accounts.organising.members import members_of
from api.deposit_account import shapes
from api.kernel.errors import not_found
from api.kernel.lists import asked, list_parameters, listed
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from core.actor import Acting
from core.days import legal_day
from payments.deposits.accounts import authorised, demand_sight
from payments.deposits.spending import waiting_of
from payments.models import DepositAccount, DepositLine, Payment
from payments.services import account_of, may_spend

SORTS = {"number": "number"}
FIRST = "number:desc"


class DepositView(ApiView):
    """The base of everything about it."""

    scopes = {"GET": frozenset({Scope.PAYMENTS_READ})}

    def deposit(self) -> DepositAccount:
        """The organisation's account, for whoever may see its money.

        Raises:
            ApiError: if there is none.
            NotPermitted: for a member who may not see money.
        """
        demand_sight(self.acting)
        return self.account()

    def account(self) -> DepositAccount:
        """The organisation's account.

        Raises:
            ApiError: if there is none.
        """
        found = account_of(self.acting)
        if found is None:
            raise not_found()
        return found


class TheAccount(DepositView):
    """``/deposit-account``."""

    @extend_schema(operation_id="getDepositAccount", summary="What it holds", responses=shapes.Deposit)
    def get(self, request: Request) -> Response:
        """Its balance, where transfers go, what waits for a top-up, and who may pay from it.

        For whoever may see the organisation's money, and for whoever may pay from the account.
        """
        by = self.acting
        found = account_of(by)
        if found is None or not may_spend(found, by):
            found = self.deposit()
        waiting = sum(order.payment.amount_pence for order in waiting_of(by))
        body = {
            "reference": found.reference,
            "balance": money(found.balance_pence),
            "warnsBelow": money(found.low_pence),
            "bankDetails": str(settings.BANK_DETAILS),
            "mayPay": may_spend(found, by),
            "people": _people(found, by=by),
            "waiting": money(waiting),
            "missing": money(max(0, waiting - found.balance_pence)),
        }
        return versioned(request, body, etag_of(body))


def _people(account: DepositAccount, *, by: Acting) -> list[dict[str, Any]]:
    names = {one.user_id: one.user.name or one.user.email for one in members_of(by)}
    return [{"id": one, "name": names[one]} for one in authorised(account) if one in names]


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
