"""Webhooks that Pay delivered: noted once each, without what they say of the payer."""

from django.db import models


class WebhookDelivery(models.Model):
    """One verified message; a second delivery of it finds the row and does nothing."""

    message_id = models.CharField(max_length=64, unique=True)
    event_type = models.CharField(max_length=60)
    resource_id = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["resource_id"], name="delivery_by_resource")]

    def __str__(self) -> str:
        return f"{self.event_type} {self.resource_id}"
