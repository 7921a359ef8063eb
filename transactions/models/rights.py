"""The rights of a filing, each with its charge and its outcome."""

from django.db import models
from django.db.models import Q

from rights.models import Right
from transactions.models.access import ThroughFiling
from transactions.models.filings import Filing
from transactions.states import Outcome


class FilingRight(models.Model):
    """One right in one filing; ``left_out`` says that nothing is asked for it, ``why`` the reason.

    ``form_pence`` is the fee of the office's form, on one right of each filing that has one. ``entries`` counts what
    the filing has entered on the right.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="rights")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="filings")
    charge_pence = models.PositiveBigIntegerField(default=0)
    additional_pence = models.PositiveBigIntegerField(default=0)
    form_pence = models.PositiveBigIntegerField(default=0)
    years = models.JSONField(default=list)
    left_out = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome, default="")
    why = models.CharField(max_length=1000, default="")
    entry_number = models.PositiveIntegerField(null=True)
    entries = models.PositiveIntegerField(default=0)

    everything = models.Manager["FilingRight"]()
    objects = ThroughFiling["FilingRight"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["filing", "right"], name="right_once_in_a_filing")]
        indexes = [
            models.Index(fields=["right", "filing"], name="filings_of_right"),
            models.Index(fields=["filing", "right"], name="rights_to_record", condition=Q(outcome="", left_out=False)),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.right_id}"

    @property
    def total_pence(self) -> int:
        """Everything that stands on this right's lines, the form's fee included."""
        return self.own_pence + self.form_pence

    @property
    def own_pence(self) -> int:
        """Fee and additional fee of this right alone, which go back where nothing can be done for it."""
        return self.charge_pence + self.additional_pence
