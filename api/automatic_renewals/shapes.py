"""What automatic renewals look like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from transactions.models import AutomaticRenewal, PlannedRenewal

AT_ONCE, LONGEST = 500, 60


class AutomaticAgreement(Shape):
    """What is renewed by itself, within which limits."""

    reference = serializers.CharField()
    scope = serializers.ChoiceField(AutomaticRenewal.Scope.values)
    right = serializers.CharField(allow_null=True, help_text="The number, where it is about one right.")
    clientFile = serializers.CharField(allow_null=True, help_text="The reference, where it is about a client's rights.")
    limitForOne = Money(allow_null=True, help_text="What costs more is not renewed.")
    limitInMonth = Money(allow_null=True)
    agreedAt = serializers.DateTimeField()
    stoppedAt = serializers.DateTimeField(allow_null=True)


class AutomaticAgreements(Page):
    """A page of them."""

    items = AutomaticAgreement(many=True)


class NewAutomaticAgreement(Shape):
    """About which rights: these, a client's, or all where neither is named."""

    rights = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), required=False, max_length=AT_ONCE, help_text="Numbers."
    )
    clientFile = serializers.CharField(required=False, max_length=40)
    limitForOne = serializers.IntegerField(required=False, min_value=0, max_value=10**11, help_text="Pence.")
    limitInMonth = serializers.IntegerField(required=False, min_value=0, max_value=10**11, help_text="Pence.")


class AgreedNow(Shape):
    """What runs from now on."""

    items = AutomaticAgreement(many=True)


class Planned(Shape):
    """One renewal that is planned."""

    reference = serializers.CharField()
    agreement = serializers.CharField()
    right = serializers.CharField()
    year = serializers.IntegerField()
    price = Money()
    noticedOn = serializers.DateField()
    renewsOn = serializers.DateField()
    state = serializers.ChoiceField(PlannedRenewal.State.values)
    why = serializers.CharField(allow_blank=True)
    filing = serializers.CharField(allow_null=True)


class PlannedRenewals(Page):
    """A page of them."""

    items = Planned(many=True)
