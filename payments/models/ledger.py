"""The ledger: append-only lines that move an amount from one bucket to another."""

from django.db import models
from django.db.models import F, Q

from core.append_only import append_only
from payments.models.payments import Payment
from payments.models.scope import OfPayment


class Bucket(models.TextChoices):
    """Where money can be; the payer's own pocket is ``outside``."""

    OUTSIDE = "outside"
    HELD = "held"
    APPLIED = "applied"
    ON_ACCOUNT = "on-account"
    REFUND_OWED = "refund-owed"
    REFUNDED = "refunded"
    CHARGED_BACK = "charged-back"


WAYS: dict[Bucket, tuple[Bucket, ...]] = {
    Bucket.OUTSIDE: (Bucket.HELD,),
    Bucket.HELD: (Bucket.APPLIED, Bucket.ON_ACCOUNT, Bucket.REFUND_OWED, Bucket.CHARGED_BACK),
    Bucket.ON_ACCOUNT: (Bucket.APPLIED, Bucket.REFUND_OWED, Bucket.CHARGED_BACK),
    Bucket.APPLIED: (Bucket.HELD, Bucket.REFUND_OWED, Bucket.CHARGED_BACK),
    Bucket.REFUND_OWED: (Bucket.REFUNDED, Bucket.CHARGED_BACK),
}


def _on_a_way() -> Q:
    allowed = Q()
    for start, ends in WAYS.items():
        allowed |= Q(from_bucket=start, to_bucket__in=ends)
    return allowed


class LedgerLineQuerySet(OfPayment["LedgerLine"]):
    """Lines are seen with their payment."""


class LedgerLine(models.Model):
    """One move; ``because`` names its cause, and the same move for the same cause is written once."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="ledger")
    from_bucket = models.CharField(max_length=12, choices=Bucket)
    to_bucket = models.CharField(max_length=12, choices=Bucket)
    amount_pence = models.PositiveBigIntegerField()
    because = models.CharField(max_length=120)
    at = models.DateTimeField()

    everything = models.Manager()
    objects = LedgerLineQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "from_bucket", "to_bucket", "because"], name="ledger_move_written_once"
            ),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="ledger_move_of_something"),
            models.CheckConstraint(condition=_on_a_way() & ~Q(from_bucket=F("to_bucket")), name="ledger_way_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.from_bucket} → {self.to_bucket} {self.amount_pence}"


class HeldMoney(models.Model):
    """What is held of a payment now, a row only where there is something: the ledger's door keeps it by its lines."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, primary_key=True, related_name="+")
    amount_pence = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.payment_id} holds {self.amount_pence}"
