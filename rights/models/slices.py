"""Makes of test patents in a sandbox: what an organisation asked for, and what was made of it."""

from django.db import models

from accounts.models import Organisation
from core.references import new_reference
from rights.models.links import Relation
from rights.models.owned import OfOrganisationQuerySet


def new_make_reference() -> str:
    """What a make is called in addresses."""
    return new_reference("TST")


class TestMakeQuerySet(OfOrganisationQuerySet["TestMake"]):
    """An organisation's own makes."""


class TestMake(models.Model):
    """``count`` test patents, in turn in each of the ``conditions``; ``rights`` lists those made: number and condition.

    ``email`` is where everybody on them is reached. ``made_at`` says that all are there, ``ended_at`` that the
    organisation began again: its links have ended, and what was not made yet is not made any more.
    """

    __test__ = False  # not a class of tests, whatever its name

    reference = models.CharField(max_length=24, unique=True, default=new_make_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=14, choices=Relation)
    conditions = models.JSONField()
    count = models.PositiveSmallIntegerField()
    rights = models.JSONField(default=list)
    email = models.CharField(max_length=254)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = TestMakeQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="test_make_of_organisation")]

    def __str__(self) -> str:
        return self.reference
