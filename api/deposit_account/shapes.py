"""What the deposit account looks like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from payments.models import DepositKind


class AuthorisedPerson(Shape):
    """A member who may pay from the account, if their role may pay."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class Deposit(Shape):
    """The account."""

    reference = serializers.CharField(help_text="A bank transfer that quotes it tops the account up.")
    balance = Money()
    warnsBelow = Money(help_text="Below it people are told; an administrator chooses it in front of a page.")
    bankDetails = serializers.CharField()
    mayPay = serializers.BooleanField(help_text="Whether the caller may pay from it.")
    people = AuthorisedPerson(many=True, help_text="Who may pay from it; administrators choose them.")
    waiting = Money(help_text="Of the payments that wait for a top-up: `/payments?waitsFor=top-up`.")
    missing = Money(help_text="What has to be put in until all that waits is paid.")


class DepositMovement(Shape):
    """One line."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    countsOn = serializers.DateField(help_text="The London day that counts.")
    kind = serializers.ChoiceField(DepositKind.values)
    amount = Money(help_text="Negative for what went.")
    balance = Money()
    payment = serializers.CharField(allow_null=True, help_text="Null behind a wall.")


class DepositMovements(Page):
    """A page of lines."""

    items = DepositMovement(many=True)


class NewTopUp(Shape):
    """How much is put in by card. A bank transfer needs no call: it quotes the account's reference."""

    amount = serializers.IntegerField(min_value=100, max_value=10**9, help_text="Pence; a pound at least.")


class StatementLine(Shape):
    """One line of a statement."""

    number = serializers.IntegerField()
    writtenOn = serializers.DateField()
    countsOn = serializers.DateField(help_text="The London day that counts.")
    kind = serializers.ChoiceField(DepositKind.values)
    payment = serializers.CharField(allow_null=True, help_text="Null behind a wall.")
    description = serializers.CharField(allow_null=True)
    amount = Money(help_text="Negative for what went.")
    balance = Money()


class Statement(Shape):
    """The lines of a span of days between two balances, the oldest first."""

    reference = serializers.CharField()
    first = serializers.DateField()
    last = serializers.DateField()
    opening = Money()
    cameIn = Money()
    wentOut = Money()
    closing = Money()
    items = StatementLine(many=True)


class Month(Shape):
    """A month that is closed."""

    first = serializers.DateField()
    last = serializers.DateField()
    opening = Money()
    cameIn = Money()
    wentOut = Money()
    closing = Money()
    closedAt = serializers.DateTimeField()


class Months(Shape):
    """All of them, the newest first."""

    items = Month(many=True)
