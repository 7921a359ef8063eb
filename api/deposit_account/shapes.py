"""What the deposit account looks like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Shape
from payments.models import DepositKind


class Deposit(Shape):
    """The account."""

    reference = serializers.CharField(help_text="A bank transfer that quotes it tops the account up.")
    balance = Money()
    warnsBelow = Money()
    bankDetails = serializers.CharField()


class DepositMovement(Shape):
    """One line."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    countsOn = serializers.DateField(help_text="The London day that counts.")
    kind = serializers.ChoiceField(DepositKind.values)
    amount = Money(help_text="Negative for what went.")
    balance = Money()
    payment = serializers.CharField(allow_null=True, help_text="Null behind a wall.")


class DepositMovements(Shape):
    """A page of lines."""

    items = DepositMovement(many=True)
    limit = serializers.IntegerField()
    offset = serializers.IntegerField()
    totalCount = serializers.IntegerField(required=False)
    nextCursor = serializers.CharField(required=False)
    next = serializers.CharField(required=False)
