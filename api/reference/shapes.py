"""What reference data looks like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Shape
from rights.patents.tariff import FeeKind


class Fee(Shape):
    """One fee of the office with the days on which it is paid; members that do not apply are left out."""

    kind = serializers.ChoiceField([str(kind) for kind in FeeKind])
    form = serializers.CharField(required=False, help_text="The office's form that it goes with.")
    use = serializers.CharField(required=False, help_text="What a form's fee is for.")
    channel = serializers.ChoiceField(["any", "online", "paper"], required=False)
    year = serializers.IntegerField(required=False, help_text="Of a renewal (5 to 20), or of a certificate's term.")
    monthsLate = serializers.IntegerField(required=False, help_text="Of the additional fee of a late renewal.")
    inForceFrom = serializers.DateField(required=False, help_text="Left out where it is not held.")
    inForceUntil = serializers.DateField(required=False, help_text="Left out while no end is known.")
    fee = Money(allow_null=True, help_text="Null where there is no fixed amount: ask for a quote.")
    isCertain = serializers.BooleanField(
        help_text="False: not confirmed by the law, the office or a dependable source."
    )
    source = serializers.CharField(help_text="Where it was read.")  # type: ignore[assignment]  # the field's own name, not the base's
    note = serializers.CharField(required=False)


class Fees(Shape):
    """The fees that are in force and to come."""

    items = Fee(many=True)


class ExcludedDay(Shape):
    """A day on which the office is closed (Patents Act 1977 s.120), or days on which post failed (rule 110)."""

    kind = serializers.ChoiceField(["excluded", "interrupted"])
    fromDate = serializers.DateField()
    untilDate = serializers.DateField()
    name = serializers.CharField()


class ExcludedDays(Shape):
    """All of them."""

    items = ExcludedDay(many=True)


class Code(Shape):
    """One word that the API uses, and what it means."""

    code = serializers.CharField()
    name = serializers.CharField()


class Codes(Shape):
    """One list of codes."""

    name = serializers.CharField()
    items = Code(many=True)
