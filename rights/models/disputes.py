"""Disputes: an account linked to a right says that somebody else's link to it is wrong."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from rights.models.links import OfLinkedRightQuerySet
from rights.models.right import Right


class LinkDisputeQuerySet(OfLinkedRightQuerySet["LinkDispute"]):
    """The disputes that an organisation itself raised."""


class LinkDispute(models.Model):
    """A task for staff; while it is open, changes to the right are on hold."""

    reference = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=2000)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=80)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, default="", blank=True)
    outcome = models.CharField(max_length=500, default="", blank=True)

    everything = models.Manager()
    objects = LinkDisputeQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["right", "organisation"], condition=Q(settled_at=None), name="dispute_once_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["raised_at"], condition=Q(settled_at=None), name="dispute_open")]

    def __str__(self) -> str:
        return self.reference
