"""Looser rules that one administrator wants and another has to confirm."""

from django.db import models
from django.db.models import Q

from accounts.models.organisations import Organisation
from accounts.models.users import User
from core.references import new_reference


def new_proposal_reference() -> str:
    """What a proposal is called in messages and in the log."""
    return new_reference("RUL")


class RulesProposal(models.Model):
    """The rules as they would be; without an ``outcome`` it waits, until ``ends_at`` at most."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITS = "", "Waits"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"
        REPLACED = "replaced"
        EXPIRED = "expired"

    reference = models.CharField(max_length=24, unique=True, default=new_proposal_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    needs_two_people = models.BooleanField()
    spending_limit_pence = models.PositiveBigIntegerField(null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(outcome=""), name="rules_proposed_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.reference
