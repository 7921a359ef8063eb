"""What the office's bank says came in: statement files, and their lines with what became of each."""

from typing import Self

from django.db import models
from django.db.models import Q

from core.actor import Actor, Officer, System
from core.scoping import ScopedQuerySet
from payments.models.payments import Payment


class OfTheOffice(ScopedQuerySet["BankLine"]):
    """The office's own."""

    def narrow(self, actor: Actor) -> Self:
        return self.all() if isinstance(actor, Officer | System) else self.none()


class StatementFile(models.Model):
    """A file that was loaded, by the hash of its bytes: the same file again changes nothing."""

    content_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=150)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class BankLineState(models.TextChoices):
    """What became of the money."""

    UNMATCHED = "unmatched"
    MATCHED = "matched"
    PLACED = "placed"
    RETURNED = "returned"


class BankLine(models.Model):
    """One credit on the office's account. ``key`` is the bank's own reference, or made of what the line says.

    ``credited_on`` is the day from which the payment counts.
    """

    State = BankLineState

    file = models.ForeignKey(StatementFile, on_delete=models.PROTECT, related_name="lines")
    key = models.CharField(max_length=140, unique=True)
    amount_pence = models.PositiveBigIntegerField()
    credited_on = models.DateField()
    payer = models.CharField(max_length=140, default="")
    says = models.CharField(max_length=300, default="")
    state = models.CharField(max_length=9, choices=BankLineState, default=BankLineState.UNMATCHED)
    why = models.CharField(max_length=300, default="")
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="bank_line")
    loaded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, default="")

    everything = models.Manager()
    objects = OfTheOffice.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="bank_line_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["matched", "placed"], payment__isnull=False)
                | Q(state__in=["unmatched", "returned"], payment=None),
                name="bank_line_has_its_payment",
            ),
        ]
        indexes = [models.Index(fields=["credited_on"], condition=Q(state="unmatched"), name="bank_line_unmatched")]

    def __str__(self) -> str:
        return self.key
