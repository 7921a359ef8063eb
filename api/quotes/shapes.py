"""What quotes look like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Shape
from rights.patents.timetable import State

AT_ONCE, IN_ADDRESS, LONGEST = 500, 100, 60


class RenewalQuote(Shape):
    """The next renewal on a day. Days honour excluded and interrupted days; what does not apply is null."""

    date = serializers.DateField(help_text="The day of the quote.")
    state = serializers.ChoiceField([str(one) for one in State], allow_null=True)
    isRenewable = serializers.BooleanField(help_text="Whether it can be renewed here on that day.")
    answer = serializers.CharField(help_text="When it is due and what it costs, in words.")
    sentences = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it cannot be renewed, in words.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="The years that one payment covers.")
    renewalDate = serializers.DateField(allow_null=True)
    opensDate = serializers.DateField(allow_null=True, help_text="The first day on which it can be paid.")
    dueDate = serializers.DateField(allow_null=True, help_text="The last day without being late.")
    lateUntilDate = serializers.DateField(allow_null=True, help_text="The last day on which it can be paid at all.")
    restoreByDate = serializers.DateField(allow_null=True)
    paidToDate = serializers.DateField(allow_null=True, help_text="The day up to which paying covers.")
    monthsLate = serializers.IntegerField()
    isHalved = serializers.BooleanField(help_text="Half the fee, under licences of right.")
    fee = Money(allow_null=True)
    lateFee = Money(allow_null=True)
    total = Money(allow_null=True)
    isCertain = serializers.BooleanField(help_text="False for a fee that the office has not confirmed.")


class QuotedRight(Shape):
    """One of the numbers that were sent; without a quote ``message`` says why."""

    right = serializers.CharField(help_text="As it was sent.")
    number = serializers.CharField(allow_null=True)
    title = serializers.CharField(allow_null=True, allow_blank=True)
    quote = RenewalQuote(allow_null=True)
    message = serializers.CharField(allow_blank=True)
    couldMean = serializers.ListField(
        child=serializers.CharField(), help_text="The rights that the number may mean, where that is several."
    )


class RenewalQuotes(Shape):
    """A quote for each number, in the order in which they were sent."""

    date = serializers.DateField()
    items = QuotedRight(many=True)


class WantedQuotes(Shape):
    """For which rights, and on which day."""

    rights = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), min_length=1, max_length=AT_ONCE, help_text="Numbers."
    )
    date = serializers.DateField(required=False, help_text="Today or later; today if it is left out.")
