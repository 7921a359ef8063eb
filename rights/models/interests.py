"""Licences, securities, proceedings and authorities of a right, as the register's door last showed them."""

from django.db import models

from rights.interests import EndedHow, Exclusivity, Nature
from rights.models.children import OfRightQuerySet
from rights.models.right import Right
from rights.procedures import Procedure, ProcedureStage


class InterestQuerySet(OfRightQuerySet["Interest"]):
    """Interests in the rights that the actor sees."""


class ProceedingQuerySet(OfRightQuerySet["Proceeding"]):
    """Proceedings on the rights that the actor sees."""


class AuthorityQuerySet(OfRightQuerySet["Authority"]):
    """Authorities for the rights that the actor sees."""


class Interest(models.Model):
    """One licence or security; its live holders are parties of the right. See ``rights.interests``."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="interests", db_index=False)
    number = models.PositiveSmallIntegerField()
    nature = models.CharField(max_length=10, choices=Nature)
    holders = models.CharField(max_length=250)
    since_on = models.DateField()
    exclusivity = models.CharField(max_length=14, choices=Exclusivity, default="", blank=True)
    field_of_use = models.CharField(max_length=500, default="", blank=True)
    territory = models.CharField(max_length=250, default="", blank=True)
    share = models.CharField(max_length=20, default="", blank=True)
    sublicensing = models.BooleanField(null=True)
    until_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=10, choices=EndedHow, default="", blank=True)

    everything = models.Manager()
    objects = InterestQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["right", "number"], name="interest_number")]

    def __str__(self) -> str:
        return f"{self.nature} {self.number}: {self.holders}"


class Proceeding(models.Model):
    """How one proceeding on a right stands. See ``rights.procedures``."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="proceedings", db_index=False)
    procedure = models.CharField(max_length=40, choices=Procedure)
    stage = models.CharField(max_length=20, choices=ProcedureStage)
    began_on = models.DateField()
    moved_on = models.DateField()
    protects_from = models.DateField(null=True)
    protects_until = models.DateField(null=True)

    everything = models.Manager()
    objects = ProceedingQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["right", "procedure"], name="proceeding_once")]

    def __str__(self) -> str:
        return f"{self.procedure}: {self.stage}"


class Authority(models.Model):
    """What one representative may do; an empty list of types means all. See ``rights.authorities``."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="authorities", db_index=False)
    agent = models.CharField(max_length=250)
    types = models.JSONField(default=list)
    owner_approves = models.BooleanField(default=False)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    everything = models.Manager()
    objects = AuthorityQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["right", "agent"], name="authority_of_agent")]
        indexes = [
            models.Index(fields=["until_on"], name="authority_ending", condition=models.Q(until_on__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.agent} until {self.until_on}"
