"""What happened to a filing, move by move: append-only."""

from django.db import models

from core.append_only import append_only
from transactions.models.access import ThroughFiling
from transactions.models.filings import Filing


class Movement(models.Model):
    """One move: who made it, when, from where to where, and why."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    stage = models.CharField(max_length=40, default="")
    why = models.CharField(max_length=2000, default="")
    answers_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["Movement"]()
    objects = ThroughFiling["Movement"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="movements_are_numbered")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.number} {self.name}"
