"""What agreements look like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from transactions.models import ConsentRequest


class Agreement(Shape):
    """Something to which the account is asked to agree."""

    reference = serializers.CharField()
    title = serializers.CharField(help_text="What somebody asks the office for.")
    says = serializers.CharField(help_text="To what one agrees, in a sentence.", allow_blank=True)
    rights = serializers.ListField(child=serializers.CharField(), help_text="Numbers.")
    askedBy = serializers.CharField()
    isApproval = serializers.BooleanField(help_text="Whether a representative asks and the owner approves.")
    state = serializers.ChoiceField(ConsentRequest.State.values)
    askedAt = serializers.DateTimeField()
    answerBy = serializers.DateTimeField()
    endedAt = serializers.DateTimeField(allow_null=True)
    page = serializers.CharField(help_text="Where a person of the account answers.")


class Agreements(Page):
    """A page of them."""

    items = Agreement(many=True)
