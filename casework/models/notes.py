"""Notes of staff about a case: internal, never changed, with the colleagues whom they name."""

from django.db import models

from accounts.models import User
from casework.models.access import OfficeQuerySet
from casework.models.cases import Case
from core.append_only import append_only


class NoteQuerySet(OfficeQuerySet["Note"]):
    """Read by the office."""


class Note(models.Model):
    """One note; customers never read it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField(max_length=5000)
    at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    everything = models.Manager["Note"]()
    objects = NoteQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        indexes = [models.Index(fields=["case", "at"], name="notes_of_case")]

    def __str__(self) -> str:
        return f"note on {self.case_id}"


class MentionQuerySet(OfficeQuerySet["Mention"]):
    """Read by the office."""


class Mention(models.Model):
    """A colleague named in a note; ``seen_at`` is when they opened the case afterwards."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    everything = models.Manager["Mention"]()
    objects = MentionQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="mentioned_once_in_a_note")]
        indexes = [models.Index(fields=["user"], condition=models.Q(seen_at=None), name="mentions_unseen")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.note_id}"
