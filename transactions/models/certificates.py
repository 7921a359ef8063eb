"""Certificates and extracts: what we certify is data, from which page and PDF are drawn."""

from django.db import models

from core.append_only import append_only
from rights.models import Right
from transactions.models.filings import Filing
from transactions.parts import CertificateKind


class Certificate(models.Model):
    """One certificate or extract; ``code`` is what a reader types to have it confirmed."""

    code = models.CharField(max_length=24, unique=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="certificates")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=20, choices=CertificateKind, default=CertificateKind.RENEWAL)
    body = models.JSONField()
    issued_at = models.DateTimeField()

    class Meta:
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["filing", "right"], name="one_certificate_a_right")]

    def __str__(self) -> str:
        return self.code
