"""Money alerts: what a person in the office must look at, because a machine may not decide it."""

from typing import Self

from django.db import models
from django.db.models import Q

from core.actor import Actor, Officer, System
from core.scoping import ScopedQuerySet
from payments.models.payments import Payment


class MoneyAlertQuerySet(ScopedQuerySet["MoneyAlert"]):
    """Alerts are the office's own."""

    def narrow(self, actor: Actor) -> Self:
        """What the actor may see."""
        return self.all() if isinstance(actor, Officer | System) else self.none()


class AlertKind(models.TextChoices):
    """What is wrong."""

    WRONG_AMOUNT = "wrong-amount"
    UNEXPECTED_MONEY = "unexpected-money"
    REFUND_FAILED = "refund-failed"
    REFUND_STUCK = "refund-stuck"
    REFUND_BY_HAND = "refund-by-hand"
    CARD_DISPUTE = "card-dispute"
    UNKNOWN_AT_PAY = "unknown-at-pay"


class MoneyAlert(models.Model):
    """A task for staff; raised once for each kind and key."""

    Kind = AlertKind

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=20, choices=AlertKind)
    key = models.CharField(max_length=80)
    about = models.CharField(max_length=500)
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=80, default="")

    everything = models.Manager()
    objects = MoneyAlertQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["payment", "kind", "key"], name="money_alert_raised_once"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by="") | (Q(resolved_at__isnull=False) & ~Q(resolved_by="")),
                name="resolved_alert_has_its_person",
            ),
        ]
        indexes = [models.Index(fields=["raised_at"], condition=Q(resolved_at=None), name="money_alert_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.payment_id}"
