"""The register's history: entries that nobody can change, and the daily root over the head of every chain."""

from django.db import models
from django.db.models import Q

from core.append_only import append_only
from rights.models.children import OfRightQuerySet
from rights.models.right import Right


class EntryQuerySet(OfRightQuerySet["Entry"]):
    """Entries of the rights that the actor sees."""


class Entry(models.Model):
    """One fact, with the day of its effect, the moment it was received and the moment it was entered.

    ``body`` is the canonical JSON over which ``hash`` is taken together with ``previous``; the other columns repeat it.
    """

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    effective_on = models.DateField()
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    because = models.CharField(max_length=120)
    by = models.CharField(max_length=80)
    body = models.TextField()
    source = models.CharField(max_length=40, default="", blank=True)
    source_key = models.CharField(max_length=120, default="", blank=True)
    previous = models.CharField(max_length=64, default="", blank=True)
    hash = models.CharField(max_length=64)

    everything = models.Manager()
    objects = EntryQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["right", "number"], name="entry_number"),
            models.UniqueConstraint(fields=["source", "source_key"], condition=~Q(source=""), name="entry_source_key"),
        ]

    def __str__(self) -> str:
        return f"{self.right_id}/{self.number} {self.kind}"


class DailyRoot(models.Model):
    """One hash over the heads of all chains, so that a cut or vanished chain shows; roots are chained, too.

    ``parts`` are the hashes of runs of right ids, of which ``root`` is the hash; they say where a difference lies.
    """

    on = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    last_entry_id = models.BigIntegerField()
    rights = models.BigIntegerField()
    entries = models.BigIntegerField()
    parts = models.JSONField(default=list)
    previous = models.CharField(max_length=64, default="", blank=True)
    root = models.CharField(max_length=64)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.root}"


class SourceRecord(models.Model):
    """What an import last saw of a right: a keyed digest of the record, so that an unchanged one is passed over."""

    source = models.CharField(max_length=40)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    digest = models.BinaryField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "right"], name="source_record_of_right")]
        indexes = [models.Index(fields=["digest"], name="source_record_digest")]

    def __str__(self) -> str:
        return f"{self.source} {self.right_id}"
