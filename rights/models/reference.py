"""Fees and the days on which the office is closed: dated data, each row with its source."""

import pghistory
from django.db import models
from django.db.models import F, Q


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
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


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
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


class FeeProposal(models.Model):
    """One fee of a form from a day to come on, as one person proposes it; it counts once another has approved it."""

    field = models.CharField(max_length=20, default="patent")
    form = models.CharField(max_length=20)
    use = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    pence = models.PositiveIntegerField()
    from_on = models.DateField()
    source = models.CharField(max_length=300)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_approved = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(is_approved=False) | ~Q(decided_by=F("proposed_by")),
                name="fee_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["field", "form", "use", "channel", "from_on"],
                condition=Q(decided_at=None),
                name="fee_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.use} from {self.from_on}"
