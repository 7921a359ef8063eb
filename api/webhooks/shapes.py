"""What webhooks look like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from notifications.models import Delivery
from notifications.webhooks.calling import LONGEST
from notifications.webhooks.kinds import CHOSEN, EventKind


class WebhookShown(Shape):
    """An address of the system and what it is told of."""

    id = serializers.CharField()
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.ChoiceField(EventKind.values))
    description = serializers.CharField(allow_blank=True)
    isPaused = serializers.BooleanField(help_text="By you, or after five days in which nothing arrived.")
    failingSince = serializers.DateTimeField(allow_null=True, help_text="The first of the calls that fail now.")
    createdAt = serializers.DateTimeField()
    changedAt = serializers.DateTimeField()


class Webhooks(Shape):
    """All of them; an organisation has at most 20."""

    items = WebhookShown(many=True)


class WebhookWithSecret(WebhookShown):
    """The same with its secret, which is shown this once."""

    secret = serializers.CharField(help_text="`whsec_` and a key in base64; it signs every call (Standard Webhooks).")


class SecretOfWebhook(Shape):
    """A new secret."""

    secret = serializers.CharField()
    earlierIsGoodUntil = serializers.DateTimeField(help_text="Until then calls are signed by both.")


class NewWebhook(Shape):
    """Where to call, and about what."""

    url = serializers.CharField(max_length=LONGEST, help_text="An https address that the internet reaches.")
    events = serializers.ListField(child=serializers.ChoiceField(CHOSEN), min_length=1, max_length=len(CHOSEN))
    description = serializers.CharField(required=False, allow_blank=True, max_length=200)


class WebhookChange(Shape):
    """What is to be changed; what is left out stays."""

    url = serializers.CharField(required=False, max_length=LONGEST)
    events = serializers.ListField(
        child=serializers.ChoiceField(CHOSEN), required=False, min_length=1, max_length=len(CHOSEN)
    )
    description = serializers.CharField(required=False, allow_blank=True, max_length=200)
    isPaused = serializers.BooleanField(required=False)


class DeliveryShown(Shape):
    """One event and what came of telling it."""

    id = serializers.CharField()
    eventId = serializers.CharField(help_text="`Webhook-Id` of every try: the same event, the same id.")
    type = serializers.ChoiceField(EventKind.values)
    reference = serializers.CharField(allow_null=True, help_text="What it is about.")
    state = serializers.ChoiceField(Delivery.State.values)
    attempts = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True, help_text="What the receiver answered last.")
    problem = serializers.CharField(allow_null=True)
    createdAt = serializers.DateTimeField()
    triedAt = serializers.DateTimeField(allow_null=True)
    nextAt = serializers.DateTimeField(allow_null=True)
    deliveredAt = serializers.DateTimeField(allow_null=True)


class Deliveries(Page):
    """A page of them."""

    items = DeliveryShown(many=True)


class Since(Shape):
    """From when on everything is told again."""

    since = serializers.DateTimeField()


class ToldAgain(Shape):
    """How many events are on their way again."""

    events = serializers.IntegerField()
