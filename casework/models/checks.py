"""Ticks on the checklist of a case: every one is kept, with what the request consisted of when it was made."""

from django.db import models

from casework.models.access import OfficeQuerySet
from casework.models.cases import Case
from core.append_only import append_only


class CaseTick(models.Model):
    """Somebody ticked one thing to check, or took the tick away; the last one counts, while ``mark`` still fits."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ticks")
    key = models.CharField(max_length=60)
    is_ticked = models.BooleanField()
    mark = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["CaseTick"]()
    objects = OfficeQuerySet["CaseTick"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        indexes = [models.Index(fields=["case", "id"], name="ticks_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"
