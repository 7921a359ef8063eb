"""Fees and the days on which the office is closed: dated data, each row with its source."""

from django.db import models


class FeeTable(models.Model):
    """One dated part of the fees of a field, as its data file lays it out."""

    field = models.CharField(max_length=20)
    part = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField(null=True)
    body = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "part", "place"], name="fee_table_place")]

    def __str__(self) -> str:
        return f"{self.field} {self.part} from {self.from_on}"


class ExcludedDay(models.Model):
    """A bank holiday, or a run of interrupted days (Patents Act 1977 s.120, Patents Rules 2007 r.110)."""

    class Kind(models.TextChoices):
        """Which rule closes the office."""

        EXCLUDED = "excluded"
        INTERRUPTED = "interrupted"

    kind = models.CharField(max_length=12, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField()
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, default="", blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "from_on"], name="excluded_once")]

    def __str__(self) -> str:
        return f"{self.from_on} {self.name}"
