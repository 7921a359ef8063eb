"""Where firms' systems are called, and every call with what came of it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import ApiClient, Organisation
from core.actor import Actor, Machine, Officer, System, organisation_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from core.walls import open_to


def new_webhook_reference() -> str:
    """What a webhook is called in addresses."""
    return new_reference("WHK")


def new_delivery_reference() -> str:
    """What a delivery is called in addresses."""
    return new_reference("DLV")


def _whose(actor: Actor, path: str = "") -> models.Q:
    """A system sees its own; people see their organisation's."""
    mine = models.Q(**{f"{path}organisation_id": organisation_of(actor)})
    return mine & models.Q(**{f"{path}client__client_id": actor.client_id}) if isinstance(actor, Machine) else mine


class WebhookQuerySet(ScopedQuerySet["Webhook"]):
    """A system's own, or an organisation's for its people."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        return self.none() if organisation_of(actor) is None else self.filter(_whose(actor))


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    """The same; what is told of a thing behind a wall is not there for whom the wall shuts out."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        if organisation_of(actor) is None:
            return self.none()
        return self.filter(_whose(actor, "webhook__"), open_to(actor, "about"))


class Webhook(models.Model):
    """An address of one system, what it is told of, and the secret by which it knows that we call.

    ``sealed_earlier`` is the secret before, which is good until ``earlier_until``. ``failing_since`` is the first of
    the calls that failed one after the other, ``rests_until`` when the next is tried. ``seen_change`` is the number of
    the database transaction up to which it knows of changes of the portfolio.
    """

    reference = models.CharField(max_length=24, unique=True, default=new_webhook_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=30))
    description = models.CharField(max_length=200, default="", blank=True)
    sealed_secret = models.BinaryField()
    sealed_earlier = models.BinaryField(default=bytes)
    earlier_until = models.DateTimeField(null=True)
    seen_change = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager["Webhook"]()
    objects = WebhookQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["organisation"], condition=models.Q(ended_at=None), name="webhook_in_use")]

    def __str__(self) -> str:
        return self.reference


class Delivery(models.Model):
    """One event for one webhook. ``event_id`` is the ``Webhook-Id`` of every try; ``body`` is what is sent, as sent."""

    class State(models.TextChoices):
        """Whether it arrived."""

        WAITING = "waiting"
        DELIVERED = "delivered"
        FAILED = "failed"

    reference = models.CharField(max_length=24, unique=True, default=new_delivery_reference)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=40, default="", blank=True)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=200, default="", blank=True)
    created_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    everything = models.Manager["Delivery"]()
    objects = DeliveryQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["webhook", "event_id"], name="event_once_for_each_webhook")]
        indexes = [
            models.Index(fields=["webhook", "-created_at", "-id"], name="delivery_log"),
            models.Index(fields=["created_at"], name="delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.kind}"
