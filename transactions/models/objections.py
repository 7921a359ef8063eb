"""The address at which somebody who was told of a change says that it is wrong."""

from django.db import models

from transactions.models.filings import Filing


class ObjectionToken(models.Model):
    """What such an address carries, kept as a digest; used once, it puts a hold on the rights of the filing."""

    digest = models.CharField(max_length=64, unique=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.filing_id}"
