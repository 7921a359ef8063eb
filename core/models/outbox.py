"""Promised effects: one row for each, written in the database transaction that causes it."""

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    """A promise to do something outside the transaction that made it: once, or abandoned with an alert.

    What is ``in_bulk``, like a day's reminders, lets everything else go first: nobody waits for it at a screen.
    """

    class State(models.TextChoices):
        """What became of the promise."""

        PROMISED = "promised"
        KEPT = "kept"
        ABANDONED = "abandoned"

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.PROMISED)
    promised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    in_bulk = models.BooleanField(default=False, db_default=False)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="outbox_promised_once")]
        indexes = [models.Index(fields=["in_bulk", "due_at", "id"], condition=Q(state="promised"), name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
