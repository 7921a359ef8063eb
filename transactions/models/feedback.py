"""What people say of the service after they have used it."""

from django.db import models
from django.db.models import Q

from transactions.models.filings import Filing


class Feedback(models.Model):
    """One answer to "how was it", from 1 (very dissatisfied) to 5 (very satisfied).

    At most one for each filing; one from the banner of a page belongs to no filing and to nobody.
    """

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, null=True, related_name="feedback")
    satisfaction = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1200, default="", blank=True)
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(satisfaction__gte=1, satisfaction__lte=5), name="satisfaction_in_range")
        ]

    def __str__(self) -> str:
        return f"{self.satisfaction} for {self.filing_id or 'the service'}"
