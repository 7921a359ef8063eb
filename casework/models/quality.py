"""The quality sample: decisions drawn at random, looked at once more, and what was found."""

import pghistory
from django.db import models
from django.db.models import Q

from casework.models.access import OfficeQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SampleRule(models.Model):
    """How many of 100 decisions of a route are drawn."""

    route = models.CharField(max_length=12, unique=True)
    percent = models.PositiveSmallIntegerField()

    everything = models.Manager["SampleRule"]()
    objects = OfficeQuerySet["SampleRule"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="sample_of_a_hundred")]

    def __str__(self) -> str:
        return f"{self.percent}% of {self.route}"


class QualityDraw(models.Model):
    """One drawing, for one London day: ``seed`` was made at random, and with it anybody can repeat the drawing.

    ``counts`` has for each route how many decisions there were, the percentage, and how many were drawn.
    """

    day = models.DateField(unique=True)
    seed = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    drawn_at = models.DateTimeField()

    everything = models.Manager["QualityDraw"]()
    objects = OfficeQuerySet["QualityDraw"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.day}"


class QualitySample(models.Model):
    """One decision that was drawn; ``result`` is ``right`` or ``wrong`` once somebody looked."""

    draw = models.ForeignKey(QualityDraw, on_delete=models.PROTECT, related_name="samples")
    filing = models.CharField(max_length=24, unique=True)
    route = models.CharField(max_length=12)
    decided_at = models.DateTimeField()
    result = models.CharField(max_length=8, default="")
    why = models.CharField(max_length=1000, default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    everything = models.Manager["QualitySample"]()
    objects = OfficeQuerySet["QualitySample"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.filing
