"""Statements of the deposit account for any span of days, as data, CSV and PDF; and its closed months."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.deposit_account import shapes
from api.deposit_account.views import DepositView
from api.kernel.errors import ApiError, bad_parameter
from api.kernel.lists import day
from api.kernel.negotiation import CSV, JSON, PDF, is_wanted
from api.kernel.shapes import money
from api.kernel.views import says
from core.clock import now
from core.days import legal_day
from core.pdf import NoPdfHere, pdf_of
from payments.deposits.statements import Statement, StatementLine, months_of, statement
from payments.models import DepositMonth

SPAN = [
    OpenApiParameter("from", OpenApiTypes.DATE, description="The first London day; the first of this month."),
    OpenApiParameter("to", OpenApiTypes.DATE, description="The last London day; today."),
]


class StatementOfAccount(DepositView):
    """``/deposit-account/statement``."""

    renderer_classes = [JSON, CSV, PDF]

    @extend_schema(
        operation_id="getDepositStatement",
        summary="A statement",
        parameters=SPAN,
        responses={
            (200, "application/json"): shapes.Statement,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/pdf"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request) -> Response:
        """The lines of a span of days between the balances before and after it."""
        account, today = self.deposit(), legal_day(now())
        first, last = day(request, "from") or today.replace(day=1), day(request, "to") or today
        if first > last:
            raise bad_parameter("to", _("The last day must not be before the first."))
        told = statement(account, first, last, by=self.acting)
        if is_wanted(request, PDF):
            name = f"{account.reference}-{first.isoformat()}-{last.isoformat()}.pdf"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(pdf_of("documents/statement.html", {"told": told}), headers=headers)
        return Response(_said(told))


class MonthsOfAccount(DepositView):
    """``/deposit-account/months``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(operation_id="listDepositMonths", summary="Closed months", responses=shapes.Months)
    def get(self, request: Request) -> Response:
        """Every month that is over, with its balances; a statement of its days has the lines."""
        return Response({"items": [_month(one) for one in months_of(self.deposit(), by=self.acting)]})


def _said(told: Statement) -> dict[str, Any]:
    return {
        "reference": told.account.reference,
        "first": told.first,
        "last": told.last,
        "opening": money(told.opening_pence),
        "cameIn": money(told.in_pence),
        "wentOut": money(told.out_pence),
        "closing": money(told.closing_pence),
        "items": [_line(one) for one in told.lines],
    }


def _line(one: StatementLine) -> dict[str, Any]:
    line, payment = one.line, one.payment
    return {
        "number": line.number,
        "writtenOn": legal_day(line.at),
        "countsOn": legal_day(line.counts_at),
        "kind": line.kind,
        "payment": payment.reference if payment else None,
        "description": payment.description if payment else None,
        "amount": money(line.amount_pence),
        "balance": money(line.balance_pence),
    }


def _month(row: DepositMonth) -> dict[str, Any]:
    return {
        "first": row.month,
        "last": _last_of(row.month),
        "opening": money(row.opening_pence),
        "cameIn": money(row.in_pence),
        "wentOut": money(row.out_pence),
        "closing": money(row.closing_pence),
        "closedAt": row.closed_at,
    }


def _last_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@says(NoPdfHere)
def no_pdf(error: NoPdfHere) -> ApiError:
    """The machine has not the libraries for it."""
    return ApiError(503, "noPdfHere", _("No PDF can be made at the moment. Ask for another format."))
