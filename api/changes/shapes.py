"""What the feed of changes looks like."""

from rest_framework import serializers

from api.kernel.shapes import Shape
from rights.portfolio.changes import Kind
from rights.statuses import Status


class PortfolioChange(Shape):
    """One right that changed, as it stands now. To whoever does not know it yet it is new."""

    number = serializers.CharField(help_text="The right's number, by which it is read at /portfolio/rights/{number}.")
    change = serializers.ChoiceField(
        [str(kind) for kind in Kind],
        help_text="linked: it came into the portfolio since; changed: the register, or the account's own reference or"
        " client file, says something new; unlinked: it is no longer in the portfolio.",
    )
    status = serializers.ChoiceField(Status.values, help_text="As it was last shown, for what is unlinked.")
    nextRenewalDate = serializers.DateField(allow_null=True)
    lastEntryNumber = serializers.IntegerField(
        allow_null=True, help_text="The number of the latest entry in the register; null for what is unlinked."
    )


class PortfolioChanges(Shape):
    """Each right once, with its latest change, the oldest change first."""

    items = PortfolioChange(many=True)
    limit = serializers.IntegerField()
    nextCursor = serializers.CharField(help_text="Where to go on, now or later: send it as ``since``.")
    hasMore = serializers.BooleanField(help_text="Whether there is more to read at once.")
