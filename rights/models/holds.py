"""Holds, which freeze changes to a right but never payment, and which reminders were sent."""

from django.db import models
from django.db.models import Q

from rights.models.right import Right


class Hold(models.Model):
    """While it lasts nothing that changes the right is accepted; renewals are."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="holds", db_index=False)
    reason = models.CharField(max_length=40)
    about = models.CharField(max_length=120, default="", blank=True)
    since_at = models.DateTimeField()
    since_by = models.CharField(max_length=80)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["right"], condition=Q(lifted_at=None), name="hold_in_force")]

    def __str__(self) -> str:
        return f"{self.reason} on {self.right_id}"


class SentReminder(models.Model):
    """Sent once, ever, for a right, year, stage and recipient; ``recipient`` is a digest."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20)
    recipient = models.CharField(max_length=64)
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["right", "year", "stage", "recipient"], name="reminded_once_ever")
        ]

    def __str__(self) -> str:
        return f"{self.stage} for year {self.year} of {self.right_id}"
