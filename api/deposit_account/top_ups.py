"""Putting money into the deposit account by card: a person enters it at our own page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.api_clients.acting import email_of
from accounts.api_clients.scopes import Scope
from api.deposit_account import shapes
from api.deposit_account.views import DepositView
from api.payments import shapes as payment_shapes
from api.payments.views import said
from core.clock import now
from payments.deposits.topping_up import begin_top_up

EXAMPLE = OpenApiExample("£500", value={"amount": 50_000}, request_only=True)


class TopUps(DepositView):
    """``/deposit-account/top-ups``."""

    scopes = {"POST": frozenset({Scope.PAYMENTS_WRITE})}

    @extend_schema(
        operation_id="createTopUp",
        summary="Put money in by card",
        request=shapes.NewTopUp,
        responses={201: payment_shapes.Paid},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """A payment that a person of the account makes by card at `payPage`; its money goes into the account.

        By bank transfer no call is needed: it quotes the account's `reference` and goes to its `bankDetails`.
        """
        shape = shapes.NewTopUp(data=request.data)
        shape.is_valid(raise_exception=True)
        account = self.account()
        made = begin_top_up(
            account,
            shape.validated_data["amount"],
            description=_("Deposit account %(reference)s: top-up") % {"reference": account.reference},
            email=email_of(self.acting),
            language=get_language() or "en",
            by=self.acting,
            at=now(),
        )
        where = reverse("api-payment", kwargs={"reference": made.reference}, request=request)
        return Response(said([made], by=self.acting)[0], status=201, headers={"Location": where})
