"""A year of a right that is being renewed or was: nobody renews it a second time."""

from django.db import models

from rights.models import Right
from transactions.models.filings import Filing


class YearPin(models.Model):
    """Taken before money is captured, freed if it is not; PostgreSQL lets one filing have it."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="pins")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["right", "year"], name="year_renewed_once")]

    def __str__(self) -> str:
        return f"{self.right_id} year {self.year}"
