"""Attempts: each is one visit to the card pages, with one payment at Pay."""

from django.db import models
from django.db.models import Q

from payments.models.payments import Payment
from payments.models.scope import OfPayment


class AttemptState(models.TextChoices):
    """How far the visit came; the last six are final."""

    CREATED = "created"
    STARTED = "started"
    SUBMITTED = "submitted"
    CAPTURABLE = "capturable"
    CAPTURED = "captured"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    ERROR = "error"
    ABANDONED = "abandoned"


LIVE_ATTEMPTS = (AttemptState.CREATED, AttemptState.STARTED, AttemptState.SUBMITTED, AttemptState.CAPTURABLE)


class AttemptQuerySet(OfPayment["Attempt"]):
    """Attempts are seen with their payment."""


class Attempt(models.Model):
    """Our row comes first; Pay's id is stored when Pay has answered, or adopted when it is found there."""

    State = AttemptState

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    provider_id = models.CharField(max_length=64, null=True, unique=True)
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.CREATED)
    return_token = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=10, default="")
    confirmed_at = models.DateTimeField(null=True)
    captured_pence = models.PositiveBigIntegerField(null=True)
    card_brand = models.CharField(max_length=40, default="")
    card_last_four = models.CharField(max_length=4, default="")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    looked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = AttemptQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state__in=LIVE_ATTEMPTS), name="one_live_attempt_per_payment"
            ),
            models.UniqueConstraint(fields=["payment", "number"], name="attempt_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_ATTEMPTS, finished_at=None)
                | (~Q(state__in=LIVE_ATTEMPTS) & Q(finished_at__isnull=False)),
                name="finished_attempt_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.CAPTURED, captured_pence__isnull=False, captured_pence__gt=0)
                | (~Q(state=AttemptState.CAPTURED) & Q(captured_pence=None)),
                name="captured_attempt_has_its_amount",
            ),
        ]
        indexes = [
            models.Index(fields=["looked_at", "id"], condition=Q(state__in=LIVE_ATTEMPTS), name="attempt_unfinished")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What Pay knows the attempt by; it is how we find our own work there."""
        return f"{self.payment.reference}-{self.number}"

    @property
    def is_live(self) -> bool:
        """Whether Pay may still have news of it."""
        return self.state in LIVE_ATTEMPTS
