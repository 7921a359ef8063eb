"""Lists: rights by the thousand, typed, pasted or from a file, looked at in a dry run before anything is asked."""

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from core.actor import Actor, Officer, System, organisation_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from core.walls import open_to
from rights.models import Right
from transactions.models.filings import Filing


def new_list_reference() -> str:
    """What a list is called in addresses."""
    return new_reference("LST")


class ListQuerySet(ScopedQuerySet["RightsList"]):
    """An organisation's own, but for those behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation = organisation_of(actor)
        return self.filter(open_to(actor, "reference"), organisation_id=organisation) if organisation else self.none()


class OfList(ScopedQuerySet["ListLine"]):
    """Lines are seen with their list."""

    def narrow(self, actor: Actor) -> Self:
        return self.filter(list__in=RightsList.objects.visible_to(actor))


class RightsList(models.Model):
    """One list for one type of transaction. ``checked`` counts the lines at which the dry run has looked.

    ``content_hash`` is of its rows, so that the same file again leads to the same list. ``filing`` is what was made of
    the lines that can be done.
    """

    reference = models.CharField(max_length=24, unique=True, default=new_list_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    type = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    content_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2, default="en")
    size = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    checked_on = models.DateField(null=True)
    filing = models.OneToOneField(Filing, null=True, on_delete=models.SET_NULL, related_name="from_list")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    dropped_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ListQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "type", "content_hash"],
                condition=Q(filing=None, dropped_at=None),
                name="list_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="list_by_account")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_checked(self) -> bool:
        """Whether the dry run has looked at every line."""
        return self.checked >= self.size


class Verdict(models.TextChoices):
    """What the dry run says of a line."""

    NONE = ""
    READY = "ready"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    TWICE = "twice"


class ListLine(models.Model):
    """One line as it was given, with what the dry run found; ``left_out`` is the person's own word."""

    Verdict = Verdict

    list = models.ForeignKey(RightsList, on_delete=models.CASCADE, related_name="lines", db_index=False)
    place = models.PositiveIntegerField()
    typed = models.CharField(max_length=60)
    own_reference = models.CharField(max_length=60, default="", blank=True)
    right = models.ForeignKey(Right, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict, default="", blank=True)
    pence = models.PositiveBigIntegerField(default=0)
    why = models.CharField(max_length=500, default="", blank=True)
    left_out = models.BooleanField(default=False)

    everything = models.Manager()
    objects = OfList.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["list", "place"], name="list_line_placed_once")]
        indexes = [models.Index(fields=["list", "verdict", "place"], name="list_by_verdict")]

    def __str__(self) -> str:
        return f"{self.list_id} {self.place} {self.typed}"
