"""What people of one account say to each other about a filing, and what the office asks them."""

from typing import Self, TypeVar

from django.db import models

from accounts.models import User
from core.actor import Actor, organisation_of
from core.append_only import append_only
from core.scoping import ScopedQuerySet
from core.walls import open_to
from transactions.models.access import FiledQuerySet, ThroughFiling
from transactions.models.filings import Filing

M = TypeVar("M", bound=models.Model)


class WithinAccount(ScopedQuerySet["FilingComment"]):
    """Comments are the account's own: not even the office reads them."""

    def narrow(self, actor: Actor) -> Self:
        """Those on the account's filings."""
        asking = organisation_of(actor)
        mine = open_to(actor, "filing__reference")
        return self.filter(mine, filing__organisation_id=asking) if asking else self.none()


class FilingComment(models.Model):
    """One remark; with ``handed_to`` it is the note with which the filing was handed to a colleague."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="comments")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    everything = models.Manager["FilingComment"]()
    objects = WithinAccount.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.filing_id} by {self.author_id}"


class Query(models.Model):
    """One question of the office to the filer; what was asked together is due together."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="queries")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    due_on = models.DateField()

    everything = models.Manager["Query"]()
    objects = ThroughFiling["Query"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="queries_are_numbered")]

    def __str__(self) -> str:
        return f"{self.filing_id} question {self.number}"


class FilerNote(models.Model):
    """What the filer sent on their own while the office had it; its documents are evidence ``note-<number>``."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=5000)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["FilerNote"]()
    objects = ThroughFiling["FilerNote"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="filer_notes_are_numbered")]

    def __str__(self) -> str:
        return f"{self.filing_id} note {self.number}"


class ThroughQuery(FiledQuerySet[M]):
    """What was answered, for whoever filed and for the office."""

    path = "query__filing__"


class QueryAnswer(models.Model):
    """What the filer answered to one question; documents that came with it are evidence ``question-<number>``."""

    query = models.OneToOneField(Query, on_delete=models.PROTECT, related_name="answer")
    text = models.CharField(max_length=5000)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["QueryAnswer"]()
    objects = ThroughQuery["QueryAnswer"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()

    def __str__(self) -> str:
        return f"answer to {self.query_id}"
