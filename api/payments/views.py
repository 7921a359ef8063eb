"""Payments: what waits, paying it, how it stands, and its receipt."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse as address_of

from accounts.api_clients.scopes import Scope
from api.filings import loading  # noqa: F401  says the errors of requests
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON, PDF, is_wanted
from api.kernel.shapes import money
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView, says
from api.payments import shapes
from core.actor import Acting
from core.clock import now
from core.days import legal_day
from payments.models import DepositOrder, Method, Payment, PaymentState
from payments.services import (
    AlreadyPaid,
    NoAccount,
    NoReceiptYet,
    NothingInBasket,
    PaymentUnderWay,
    TooMuchForACard,
    receipt_facts,
    take_back,
)
from payments.services import NothingToPay as NotOpen
from transactions.documents import receipt_pdf
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import NothingToPay, Seen, pay
from transactions.services.basket import pay_together, to_pay

SORTS = {"createdAt": "created_at"}
FIRST = "createdAt:desc"
COMES_BY = {"top-up": Method.DEPOSIT, "transfer": Method.BANK_TRANSFER, "card": Method.CARD}
LIST_PARAMETERS = [
    *list_parameters(SORTS, first=FIRST),
    OpenApiParameter("state", str, description="One or several states, with commas between."),
    OpenApiParameter("waitsFor", str, description="One or several of top-up, transfer, card."),
]
READS = frozenset({Scope.PAYMENTS_READ, Scope.PAYMENTS_WRITE})
EXAMPLE = OpenApiExample(
    "From the deposit account",
    value={"filings": [{"reference": "REN-7F3K-92QX-M4TB", "agreedTotal": 7000}], "method": "deposit-account"},
    request_only=True,
)
BY_CARD = OpenApiExample(
    "By card, at the page that the answer names",
    value={"filings": [{"reference": "REN-7F3K-92QX-M4TB", "agreedTotal": 7000}], "method": "card"},
    request_only=True,
)


class BasketOfAccount(ApiView):
    """``/basket``."""

    scopes = {"GET": READS}

    @extend_schema(operation_id="getBasket", summary="What waits for its payment", responses=shapes.Basket)
    def get(self, request: Request) -> Response:
        """Requests that were sent and are not paid, the oldest first; not those whose money is on its way."""
        waiting = to_pay(self.acting, at=now())
        total = sum(filing.amount_pence for filing in waiting)
        return Response({"items": [_waiting(filing) for filing in waiting], "total": money(total)})


class PaymentList(ApiView):
    """``/payments``."""

    scopes = {"GET": READS, "POST": frozenset({Scope.PAYMENTS_WRITE})}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listPayments",
        summary="The account's payments",
        parameters=LIST_PARAMETERS,
        responses=shapes.PaidList,
    )
    def get(self, request: Request) -> Response:
        """Every payment, the newest first."""
        rows = _narrowed(Payment.objects.visible_to(self.acting), request)
        return listed(request, rows, asked(request, SORTS, first=FIRST), lambda found: said(found, by=self.acting))

    @extend_schema(
        operation_id="createPayment",
        summary="Pay",
        request=shapes.NewPayment,
        responses={201: shapes.Paid},
        examples=[EXAMPLE, BY_CARD],
    )
    def post(self, request: Request) -> Response:
        """Pays one request, or several by one payment, at the prices that were seen.

        From the deposit account it is paid at once where the account holds enough; else it waits for the next top-up
        and counts from that day (`waitsFor`). A transfer counts from the day on which it reaches the office's account.
        A card is entered by a person of the account at `payPage`, where the price is agreed anew on another day.
        A system pays only up to what an administrator lets it pay in a day.
        """
        shape = shapes.NewPayment(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        filings, seen = self._chosen(given["filings"])
        way = shapes.WAYS[given["method"]]
        _pay(filings, seen, way, keeps=given.get("keepsRest", False), by=self.acting)
        made = _payment_of(filings, by=self.acting)
        where = address_of("api-payment", kwargs={"reference": made.reference}, request=request)
        return Response(said([made], by=self.acting)[0], status=201, headers={"Location": where})

    def _chosen(self, given: Sequence[dict[str, Any]]) -> tuple[list[Filing], dict[str, Seen]]:
        wanted = {one["reference"]: one["agreedTotal"] for one in given}
        rows = {row.reference: row for row in Filing.objects.visible_to(self.acting).filter(reference__in=wanted)}
        faults = [
            {"code": "noSuchFiling", "message": _("There is no such request."), "target": f"/filings/{place}/reference"}
            for place, one in enumerate(given)
            if one["reference"] not in rows
        ]
        if faults:
            raise invalid(_("Some requests are not there."), faults)
        today = legal_day(now())
        return [rows[reference] for reference in wanted], {name: Seen(today, pence) for name, pence in wanted.items()}


class OnePayment(ApiView):
    """``/payments/{reference}``."""

    scopes = {"GET": READS, "DELETE": frozenset({Scope.PAYMENTS_WRITE})}

    @extend_schema(operation_id="getPayment", summary="One payment", responses=shapes.Paid)
    def get(self, request: Request, reference: str) -> Response:
        """How it stands."""
        body = said([self._found(reference)], by=self.acting)[0]
        return versioned(request, body, etag_of(body))

    @extend_schema(operation_id="takePaymentBack", summary="Wait no more", responses={204: None})
    def delete(self, request: Request, reference: str) -> Response:
        """A payment that waits for a top-up or a transfer waits no more; what it was for can be paid otherwise."""
        take_back(self._found(reference), by=self.acting, at=now())
        return Response(status=204)

    def _found(self, reference: str) -> Payment:
        found = Payment.objects.visible_to(self.acting).filter(reference=reference).first()
        if found is None:
            raise not_found()
        return found


class ReceiptOfOne(ApiView):
    """``/payments/{reference}/receipt``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, PDF]

    @extend_schema(
        operation_id="getReceipt",
        summary="Its receipt",
        responses={
            (200, "application/json"): shapes.ReceiptOfPayment,
            (200, "application/pdf"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, reference: str) -> Response:
        """Once the money is there; with what went back."""
        try:
            found = receipt_facts(reference, self.acting)
        except Payment.DoesNotExist:
            raise not_found() from None
        if is_wanted(request, PDF):
            headers = {"Content-Disposition": f'attachment; filename="receipt-{found.reference}.pdf"'}
            return Response(receipt_pdf(found), headers=headers)
        refunds = [{"amount": money(one.amount_pence), "madeOn": one.made_on} for one in found.refunds]
        body = {
            "reference": found.reference,
            "about": found.subject,
            "lines": [{"what": line.text, "amount": money(line.amount_pence)} for line in found.lines],
            "amount": money(found.amount_pence),
            "paidOn": found.paid_on,
            "method": found.method,
            "refunds": refunds,
        }
        return versioned(request, body, etag_of(body))


def _narrowed(rows: QuerySet[Payment], request: Request) -> QuerySet[Payment]:
    """Those in one of the states, and those that wait for what is named."""
    if states := one_of(request, "state", PaymentState.values):
        rows = rows.filter(state__in=states)
    if comes := one_of(request, "waitsFor", list(COMES_BY)):
        rows = rows.filter(state=PaymentState.OPEN, method__in=[COMES_BY[one] for one in comes])
    return rows


def said(rows: Sequence[Payment], *, by: Acting) -> list[dict[str, Any]]:
    """Payments in the API's words; one query for any number."""
    orders = DepositOrder.objects.visible_to(by).filter(payment__in=rows, ended_at=None)
    waiting = set(orders.values_list("payment_id", flat=True)) if rows else set()
    return [_said(row, row.pk in waiting) for row in rows]


def _said(row: Payment, waits_for_top_up: bool) -> dict[str, Any]:
    is_open, by_transfer = row.state == PaymentState.OPEN, row.method == Method.BANK_TRANSFER
    lines = row.lines or [{"text": row.description, "amount_pence": row.amount_pence}]
    return {
        "reference": row.reference,
        "about": row.subject,
        "state": row.state,
        "method": row.method,
        "amount": money(row.amount_pence),
        "lines": [{"what": line["text"], "amount": money(line["amount_pence"])} for line in lines],
        "paidOn": row.paid_on,
        "createdAt": row.created_at,
        "waitsFor": _waits_for(row.method, waits_for_top_up) if is_open else None,
        "quote": row.reference if is_open and by_transfer else None,
        "bankDetails": str(settings.BANK_DETAILS) if is_open and by_transfer else None,
        "payPage": pay_page(row) if is_open and row.method == Method.CARD else None,
    }


def pay_page(row: Payment) -> str:
    """Our own page at which a person pays it by card, and to which they come back."""
    return f"{settings.PUBLIC_URL}{reverse('payment', args=[row.reference])}"


def _waits_for(method: str, waits_for_top_up: bool) -> str | None:
    if method == Method.BANK_TRANSFER:
        return "transfer"
    if method == Method.CARD:
        return "card"
    return "top-up" if waits_for_top_up else None


def _waiting(filing: Filing) -> dict[str, Any]:
    return {
        "reference": filing.reference,
        "title": str(type_named(filing.type).title),
        "price": money(filing.amount_pence),
        "quotedOn": filing.quoted_on,
        "payPage": f"{settings.PUBLIC_URL}{reverse('filing-pay', args=[filing.reference])}",
    }


def _pay(filings: Sequence[Filing], seen: dict[str, Seen], way: str, *, keeps: bool, by: Acting) -> None:
    """A card is left to a person, who comes back to our page: no caller ever says where to."""
    if len(filings) == 1:
        one = filings[0]
        path = reverse("filing", args=[one.reference])
        pay(one, return_address=None, continue_path=path, by=by, at=now(), seen=seen[one.reference], way=way)
        return
    path = reverse("basket")
    pay_together(filings, seen=seen, way=way, keeps=keeps, return_address=None, continue_path=path, by=by, at=now())


def _payment_of(filings: Sequence[Filing], *, by: Acting) -> Payment:
    """The payment that was made: of one request its own, of several the basket's."""
    reference = Filing.objects.visible_to(by).values_list("payment_reference", flat=True).get(pk=filings[0].pk)
    own = Payment.objects.visible_to(by).select_related("basket_line__basket__payment").get(reference=reference)
    return own if len(filings) == 1 else own.basket_line.basket.payment


@says(AlreadyPaid, NothingToPay, NotOpen, NothingInBasket)
def nothing_to_pay(error: Exception) -> ApiError:
    """It was paid, or changed."""
    return conflict("nothingToPay", _("It does not wait for a payment. Read it again: it was paid or changed."))


@says(PaymentUnderWay)
def under_way(error: PaymentUnderWay) -> ApiError:
    """An earlier one is not concluded."""
    return conflict("paymentUnderWay", _("An earlier payment for this is still being confirmed. Repeat in a minute."))


@says(NoAccount)
def no_account(error: NoAccount) -> ApiError:
    """The organisation has none."""
    return conflict("noDepositAccount", _("Your organisation has no deposit account."))


@says(NoReceiptYet)
def no_receipt(error: NoReceiptYet) -> ApiError:
    """The money is not there."""
    return conflict("noReceiptYet", _("There is a receipt once the money is there."))


@says(TooMuchForACard)
def too_much(error: TooMuchForACard) -> ApiError:
    """More than a card may pay."""
    return conflict("tooMuchForACard", _("This is more than a card can pay at once."))
