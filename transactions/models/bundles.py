"""Certificates of a long request as files: made in parts in the background, announced when they are whole."""

from django.db import models

from core.models import StoredFile
from transactions.models.access import ThroughFiling
from transactions.models.filings import Filing


class CertificateBundle(models.Model):
    """``done`` of ``size`` certificates are drawn; ``parts`` are PDFs, in the certificates' order."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="bundle")
    size = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    parts = models.ManyToManyField(StoredFile, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    ready_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ThroughFiling["CertificateBundle"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.filing_id}: {self.done} of {self.size}"

    @property
    def is_ready(self) -> bool:
        """Whether every certificate is drawn."""
        return self.ready_at is not None
