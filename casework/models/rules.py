"""Rules of the office as data: which team gets what, and how many working days it should take."""

import pghistory
from django.db import models

from casework.models.access import OfficeQuerySet
from casework.models.teams import Team


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RoutingRule(models.Model):
    """The first rule in order of ``place`` that fits a new case names its team; what is left empty fits everything."""

    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, default="", blank=True)
    topic = models.CharField(max_length=60, default="", blank=True)
    channel = models.CharField(max_length=8, default="", blank=True)
    flag = models.CharField(max_length=40, default="", blank=True)
    from_rights = models.PositiveIntegerField(default=0)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(default=False)

    everything = models.Manager["RoutingRule"]()
    objects = OfficeQuerySet["RoutingRule"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind or 'any'} {self.topic or 'any'} to {self.team_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ServiceStandard(models.Model):
    """How many working days a kind of case should take, and for how many of 100; the most specific one counts.

    ``certain`` is False for a figure that the office has not published: pages call it an example.
    """

    kind = models.CharField(max_length=40, default="", blank=True)
    topic = models.CharField(max_length=60, default="", blank=True)
    working_days = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(default=90)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, default="", blank=True)
    certain = models.BooleanField(default=False)

    everything = models.Manager["ServiceStandard"]()
    objects = OfficeQuerySet["ServiceStandard"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["kind", "topic", "from_on"], name="standard_once_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind or 'any'} {self.topic or 'any'}: {self.working_days} working days"
