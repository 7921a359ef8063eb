"""Documents given with a filing as evidence."""

from django.db import models

from core.models import StoredFile
from transactions.models.access import ThroughFiling
from transactions.models.filings import Filing


class FilingDocument(models.Model):
    """One stored file that answers one piece of declared evidence; ``removed_at`` hides it from a draft."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="documents")
    evidence = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    removed_at = models.DateTimeField(null=True)

    everything = models.Manager["FilingDocument"]()
    objects = ThroughFiling["FilingDocument"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "evidence", "file"],
                condition=models.Q(removed_at=None),
                name="file_given_once_for_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.evidence}"
