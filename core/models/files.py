"""Stored files: kept by the hash of their content, in quarantine until scanned, shared within one organisation only."""

from typing import Self
from uuid import uuid4

from django.db import models

from core.actor import Actor, Officer, Public, System, organisation_of
from core.scoping import ScopedQuerySet
from core.walls import open_to


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    """An organisation sees its own files, a visitor those of the same browser, the office all."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        if isinstance(actor, Public):
            return self.filter(visitor=actor.visitor).exclude(visitor="")
        return self.filter(open_to(actor, "reference"), organisation_id=organisation_of(actor))


class StoredFile(models.Model):
    """One file that somebody gave, or that we made; ``content_hash`` is the SHA-256 of its bytes."""

    class State(models.TextChoices):
        """Whether it may be opened."""

        QUARANTINED = "quarantined"
        CLEAN = "clean"
        INFECTED = "infected"

    reference = models.UUIDField(unique=True, default=uuid4)
    organisation_id = models.UUIDField(null=True)
    visitor = models.CharField(max_length=64, default="")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.QUARANTINED)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    scanned_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = StoredFileQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["organisation_id", "content_hash"], name="file_by_content")]

    def __str__(self) -> str:
        return self.name
