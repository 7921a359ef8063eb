"""Proposals to return money that was applied already: one officer proposes, another one approves or declines."""

from django.db import models
from django.db.models import F, Q

from casework.models.access import OfficeQuerySet
from payments.models import Payment


class ProposalQuerySet(OfficeQuerySet["RefundProposal"]):
    """Read by the office."""


class RefundProposal(models.Model):
    """Pence of one payment that an officer wants to return, and what a second officer decided."""

    class State(models.TextChoices):
        """How it stands."""

        PROPOSED = "proposed"
        APPROVED = "approved"
        DECLINED = "declined"

    reference = models.CharField(max_length=24, unique=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    amount_pence = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_why = models.CharField(max_length=500, default="", blank=True)

    everything = models.Manager["RefundProposal"]()
    objects = ProposalQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="proposal_of_something"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="proposer_does_not_decide"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_proposal_has_its_officer",
            ),
            models.UniqueConstraint(fields=["payment"], condition=Q(state="proposed"), name="one_open_proposal"),
        ]

    def __str__(self) -> str:
        return self.reference
