"""Teams of the office and who belongs to them."""

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.models.access import OfficeQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Team(models.Model):
    """A queue and the people who empty it; ``name_cy`` is its Welsh name."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80, default="", blank=True)
    summary = models.CharField(max_length=300, default="", blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    everything = models.Manager["Team"]()
    objects = OfficeQuerySet["Team"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        ordering = ["place", "slug"]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """One member of staff in one team; ``cases_a_day`` is what the team plans with."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cases_a_day = models.PositiveSmallIntegerField(default=0)
    since_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    everything = models.Manager["TeamMember"]()
    objects = OfficeQuerySet["TeamMember"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], condition=Q(left_at=None), name="in_team_once_at_a_time")
        ]
        indexes = [models.Index(fields=["user"], condition=Q(left_at=None), name="teams_of_person")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"


class Absence(models.Model):
    """Days on which a member of staff is away, both ends included."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    everything = models.Manager["Absence"]()
    objects = OfficeQuerySet["Absence"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="absence_in_order")]
        indexes = [models.Index(fields=["user", "until_on"], name="absences_of_person")]

    def __str__(self) -> str:
        return f"{self.user_id} away {self.from_on} to {self.until_on}"
