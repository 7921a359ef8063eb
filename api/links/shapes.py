"""What links and requests for them look like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from rights.linking.finding import LONGEST, MOST
from rights.models import Link, LinkRequest, Proof, Relation

OUTCOMES = ("begun", "asked", "linked", "doubtful", "notFound", "unreadable")


class LinkOfAccount(Shape):
    """The account's relation to one right."""

    number = serializers.CharField()
    relation = serializers.ChoiceField(Relation.values)
    state = serializers.ChoiceField(Link.State.values)
    proof = serializers.ChoiceField(Proof.values)
    sinceAt = serializers.DateTimeField()
    activeFromAt = serializers.DateTimeField(allow_null=True)
    endedAt = serializers.DateTimeField(allow_null=True)
    ownReference = serializers.CharField(allow_blank=True)
    client = serializers.CharField(allow_blank=True)
    covers = serializers.ListField(
        child=serializers.CharField(), help_text="Types of requests that the owner allows; all where it is empty."
    )
    coveredUntilDate = serializers.DateField(allow_null=True)


class LinksOfAccount(Page):
    """One page of links."""

    items = LinkOfAccount(many=True)


class LinkRequestOfAccount(Shape):
    """One request for a link, and how it stands."""

    reference = serializers.CharField()
    number = serializers.CharField()
    relation = serializers.ChoiceField(Relation.values)
    state = serializers.ChoiceField(LinkRequest.State.values)
    message = serializers.CharField(help_text="How it stands and what happens next, in words.")
    askedAt = serializers.DateTimeField()
    decidedAt = serializers.DateTimeField(allow_null=True)
    expiresAt = serializers.DateTimeField(allow_null=True)
    effectiveAt = serializers.DateTimeField(allow_null=True)
    mayProve = serializers.BooleanField()
    mayEnterCode = serializers.BooleanField()
    mayCancel = serializers.BooleanField()


class LinkRequests(Page):
    """One page of requests."""

    items = LinkRequestOfAccount(many=True)


class WayToProve(Shape):
    """One way to prove a request, with all that it would prove at once."""

    key = serializers.CharField(help_text="Send it to choose this way.")
    proof = serializers.ChoiceField(Proof.values)
    channel = serializers.CharField(allow_blank=True, help_text="email or letter, for a code.")
    hint = serializers.CharField(allow_blank=True, help_text="Where a code goes, masked.")
    rights = serializers.ListField(child=serializers.CharField())
    needsPerson = serializers.BooleanField(help_text="Whether a person must do it on our pages.")


class WholeLinkRequest(LinkRequestOfAccount):
    """The same with the ways to prove it that are open now."""

    ways = WayToProve(many=True)


class WantedLinks(Shape):
    """Which rights, and what the account is to them."""

    numbers = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), min_length=1, max_length=MOST, help_text="In any spelling."
    )
    relation = serializers.ChoiceField(Relation.values)


class AskedNumber(Shape):
    """What became of one number."""

    number = serializers.CharField(help_text="As it was sent.")
    outcome = serializers.ChoiceField(OUTCOMES)
    right = serializers.CharField(allow_null=True)
    reference = serializers.CharField(allow_null=True, help_text="The request's.")
    message = serializers.CharField(allow_blank=True)
    couldMean = serializers.ListField(child=serializers.CharField(), help_text="Where it may mean several rights.")


class AskedNumbers(Shape):
    """What became of each number, in the order in which they were sent."""

    items = AskedNumber(many=True)


class ChosenProof(Shape):
    """The way to prove."""

    key = serializers.CharField(max_length=60)


class LinkCode(Shape):
    """The one-time code."""

    code = serializers.CharField(max_length=40)
