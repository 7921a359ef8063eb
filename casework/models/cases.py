"""Cases: one row for each matter that waits for the office, with the keys by which its lists sort and filter."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.models.access import OfficeQuerySet
from casework.models.teams import Team
from core.append_only import append_only


class Stands(models.TextChoices):
    """For what a case waits; only the first two are the office's turn."""

    TO_CHECK = "to-check", _("To check")
    SECOND_CHECK = "second-check", _("Second check")
    WITH_CUSTOMER = "with-customer", _("With the customer")
    WAITING = "waiting", _("Waiting")
    SUSPENDED = "suspended", _("Suspended")
    DONE = "done", _("Done")


OURS = (Stands.TO_CHECK, Stands.SECOND_CHECK)
"""The office's turn: the clock of the service standard runs."""


class CaseQuerySet(OfficeQuerySet["Case"]):
    """What lists ask."""

    def open(self) -> Self:
        """Not done."""
        return self.exclude(stands=Stands.DONE)


class Case(models.Model):
    """One matter of the office's work.

    ``kind`` says what sort of matter it is and ``about`` is its own key there; ``topic`` is the transaction type or
    another finer name, ``stage`` the wait that its request is in. What follows from the matter (``stands``, numbers,
    people) is brought in line with it by ``casework.following``; what the office adds (team, officer, urgency) is kept
    by its own services.

    The clock of the service standard: ``started_on`` and ``target_days`` give ``due_on``; while it stands still
    ``due_on`` is empty and ``days_left`` says how many working days were left (fewer than none: late).
    ``law_ends_on`` is a deadline of the law, which nothing stops. ``rank`` sorts what is to be done first.
    ``look_again_on`` is the day on which a suspended case goes on by itself.
    ``prepared_by`` is the officer whose recommendation waits for somebody else's check.
    ``version`` counts what staff changed, so that a page opened before is noticed.
    """

    reference = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    topic = models.CharField(max_length=60, default="")
    stage = models.CharField(max_length=40, default="")
    stands = models.CharField(max_length=16, choices=Stands, default=Stands.TO_CHECK)
    outcome = models.CharField(max_length=20, default="")

    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="cases")
    allocated_to = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField(null=True)
    urgent = models.BooleanField(default=False)
    prepared_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)

    received_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    started_on = models.DateField()
    target_days = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    days_left = models.SmallIntegerField(null=True)
    law_ends_on = models.DateField(null=True)
    look_again_on = models.DateField(null=True)
    rank = models.CharField(max_length=60, default="")

    number = models.CharField(max_length=24, default="")
    rights_count = models.PositiveIntegerField(default=0)
    who = models.CharField(max_length=250, default="")
    channel = models.CharField(max_length=8, default="")
    language = models.CharField(max_length=2, default="en")
    flags = models.JSONField(default=list)
    sought = models.TextField(default="")

    everything = models.Manager["Case"]()
    objects = CaseQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="one_case_for_a_matter"),
            models.CheckConstraint(condition=Q(due_on=None) | Q(days_left=None), name="clock_runs_or_stands"),
        ]
        indexes = [
            models.Index(fields=["team", "rank", "id"], condition=~Q(stands="done"), name="case_queue"),
            models.Index(
                fields=["team", "rank", "id"],
                condition=Q(stands__in=["to-check", "second-check"], allocated_to=None),
                name="case_available",
            ),
            models.Index(fields=["allocated_to", "rank", "id"], condition=~Q(stands="done"), name="case_of_officer"),
            models.Index(fields=["rank", "id"], condition=~Q(stands="done"), name="case_all_open"),
            models.Index(fields=["closed_at"], condition=Q(stands="done"), name="case_closed"),
            models.Index(fields=["number"], name="case_by_number"),
            GinIndex(OpClass(Upper("sought"), name="gin_trgm_ops"), name="case_sought"),
        ]

    def __str__(self) -> str:
        return self.reference


class ThroughCase(OfficeQuerySet["CaseEvent"]):
    """What happened to cases."""


class CaseEvent(models.Model):
    """What staff did with a case, in order: append-only. ``to`` is the person or team that it went to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    to = models.CharField(max_length=80, default="")
    why = models.CharField(max_length=1000, default="")
    details = models.JSONField(default=dict)

    everything = models.Manager["CaseEvent"]()
    objects = ThroughCase.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        indexes = [models.Index(fields=["case", "at"], name="events_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
