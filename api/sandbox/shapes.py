"""What test patents, test cards and decisions look like."""

from rest_framework import serializers

from api.kernel.shapes import Shape
from payments.test_cards import Ends
from rights.models import Relation
from rights.sandbox.conditions import Condition
from rights.sandbox.making import MOST_AT_ONCE

MAKE_STATES = ["making", "made", "ended"]


class WantedTestPatents(Shape):
    """How many, in which conditions, and what the organisation is to them."""

    count = serializers.IntegerField(min_value=1, max_value=MOST_AT_ONCE)
    states = serializers.ListField(
        child=serializers.ChoiceField(Condition.choices),
        required=False,
        max_length=len(Condition),
        help_text="Made in turn; all of them where it is left out.",
    )
    relation = serializers.ChoiceField(Relation.values, required=False)
    startAgain = serializers.BooleanField(required=False, help_text="Ends the links to those that were made before.")


class TestPatent(Shape):
    """One test patent."""

    number = serializers.CharField()
    state = serializers.ChoiceField(Condition.choices, help_text="How it stood when it was made.")


class TestPatents(Shape):
    """What one call made, or is making."""

    reference = serializers.CharField()
    state = serializers.ChoiceField(MAKE_STATES, help_text="`ended`: the organisation has started again since.")
    relation = serializers.ChoiceField(Relation.values)
    count = serializers.IntegerField(help_text="How many were asked for.")
    made = serializers.IntegerField(help_text="How many are there.")
    createdAt = serializers.DateTimeField()


class WholeTestPatents(TestPatents):
    """The same with each of them."""

    rights = TestPatent(many=True)


class AllTestPatents(Shape):
    """The latest fifty, the newest first."""

    items = TestPatents(many=True)


class TestCard(Shape):
    """A card number of GOV.UK Pay's test accounts."""

    number = serializers.CharField()
    brand = serializers.CharField(allow_null=True)
    outcome = serializers.ChoiceField(Ends.choices)
    message = serializers.CharField(help_text="The outcome in words.")


class TestCards(Shape):
    """All of them."""

    items = TestCard(many=True)


class DecisionInSandbox(Shape):
    """What the office is to decide."""

    accept = serializers.BooleanField()
    because = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="The reason; needed for a refusal."
    )
