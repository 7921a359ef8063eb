"""Refunds: money that we owe back, and what Pay says of its way."""

from django.db import models
from django.db.models import F, Q

from payments.models.payments import Payment
from payments.models.scope import OfPayment


class RefundState(models.TextChoices):
    """How far the money has come on its way back."""

    OWED = "owed"
    SUBMITTED = "submitted"
    MADE = "made"
    ERROR = "error"
    CHARGED_BACK = "charged-back"


OPEN_REFUNDS = (RefundState.OWED, RefundState.SUBMITTED)


class RefundQuerySet(OfPayment["Refund"]):
    """Refunds are seen with their payment."""


class Refund(models.Model):
    """Pay's refunds carry no reference of ours, so the row notes what was available before we asked."""

    State = RefundState

    reference = models.CharField(max_length=24, unique=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount_pence = models.PositiveBigIntegerField()
    because = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=RefundState, default=RefundState.OWED)
    first_by = models.CharField(max_length=80, default="")
    second_by = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=300, default="")
    provider_id = models.CharField(max_length=64, null=True, unique=True)
    available_before_pence = models.PositiveBigIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = RefundQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["payment", "because", "number"], name="refund_owed_once_for_a_cause"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="refund_of_something"),
            models.CheckConstraint(
                condition=Q(asked_at=None, available_before_pence=None)
                | Q(asked_at__isnull=False, available_before_pence__isnull=False),
                name="refund_asked_with_what_was_available",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_REFUNDS, ended_at=None)
                | (~Q(state__in=OPEN_REFUNDS) & Q(ended_at__isnull=False)),
                name="ended_refund_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(first_by="", second_by="")
                | (~Q(first_by="") & ~Q(second_by="") & ~Q(first_by=F("second_by"))),
                name="refund_by_two_persons",
            ),
        ]
        indexes = [
            models.Index(fields=["looked_at", "id"], condition=Q(state__in=OPEN_REFUNDS), name="refund_unfinished")
        ]

    def __str__(self) -> str:
        return self.reference
