"""What payments look like, and what is sent to make one."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from payments.models import Method, PaymentState

WAYS = {
    "deposit-account": Method.DEPOSIT.value,
    "bank-transfer": Method.BANK_TRANSFER.value,
    "card": Method.CARD.value,
}


class PaidFiling(Shape):
    """A request with the price that was seen."""

    reference = serializers.CharField(max_length=24)
    agreedTotal = serializers.IntegerField(min_value=0, max_value=10**12, help_text="Pence.")


class NewPayment(Shape):
    """What is to be paid, and from where. A card needs a person: send them to `payPage` of the payment."""

    filings = serializers.ListField(child=PaidFiling(), min_length=1, max_length=100)
    method = serializers.ChoiceField(list(WAYS))
    keepsRest = serializers.BooleanField(
        required=False, help_text="What a request cannot use goes into the deposit account instead of back."
    )


class PaymentLine(Shape):
    """One line of what is paid for."""

    what = serializers.CharField()
    amount = Money()


class Paid(Shape):
    """A payment."""

    reference = serializers.CharField()
    about = serializers.CharField(help_text="The request, or the basket of several.")
    state = serializers.ChoiceField(PaymentState.values)
    method = serializers.ChoiceField(Method.values)
    amount = Money()
    lines = PaymentLine(many=True)
    paidOn = serializers.DateField(allow_null=True, help_text="The London day that counts.")
    createdAt = serializers.DateTimeField()
    waitsFor = serializers.ChoiceField(
        ["top-up", "transfer", "card"], allow_null=True, help_text="What has to come before it is paid."
    )
    quote = serializers.CharField(allow_null=True, help_text="The reference that a bank transfer must quote.")
    bankDetails = serializers.CharField(allow_null=True)
    payPage = serializers.CharField(
        allow_null=True,
        help_text=(
            "Where a person of the account pays it by card, once they are signed in; they come back to our own page "
            "about the payment, and from there to what was paid for."
        ),
    )


class PaidList(Page):
    """A page of payments."""

    items = Paid(many=True)


class ToPay(Shape):
    """A request that waits for its payment."""

    reference = serializers.CharField()
    title = serializers.CharField()
    price = Money(help_text="At its last quote; the price of today is agreed when it is paid.")
    quotedOn = serializers.DateField(allow_null=True)
    payPage = serializers.CharField(help_text="Where a person pays it by card.")


class Basket(Shape):
    """Everything that waits."""

    items = ToPay(many=True)
    total = Money()


class ReceiptRefund(Shape):
    """Money that went back."""

    amount = Money()
    madeOn = serializers.DateField()


class ReceiptOfPayment(Shape):
    """A receipt."""

    reference = serializers.CharField()
    about = serializers.CharField()
    lines = PaymentLine(many=True)
    amount = Money()
    paidOn = serializers.DateField()
    method = serializers.CharField(help_text="In words.")
    refunds = ReceiptRefund(many=True)
