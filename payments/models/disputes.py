"""Card disputes: a payer's bank asks for the money back."""

from django.db import models
from django.db.models import Q

from payments.models.payments import Payment
from payments.models.scope import OfPayment


class DisputeQuerySet(OfPayment["Dispute"]):
    """Disputes are seen with their payment."""


class Dispute(models.Model):
    """What Pay tells of a dispute; it never undoes an entry by itself."""

    class State(models.TextChoices):
        """Pay's words; the last two are final."""

        NEEDS_RESPONSE = "needs_response"
        UNDER_REVIEW = "under_review"
        LOST = "lost"
        WON = "won"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    provider_id = models.CharField(max_length=64, unique=True)
    amount_pence = models.PositiveBigIntegerField()
    charged_back_pence = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=80, default="")
    state = models.CharField(max_length=16, choices=State)
    evidence_due_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = DisputeQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="dispute_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["lost", "won"], ended_at__isnull=False)
                | (~Q(state__in=["lost", "won"]) & Q(ended_at=None)),
                name="ended_dispute_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.provider_id}"
