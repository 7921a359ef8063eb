"""Links of organisations to rights, each with the keys by which pages sort and filter, kept by the register's door."""

from itertools import chain
from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Upper

from accounts.models import Organisation
from core.actor import Actor, shut_out_of
from rights.models.clients import ClientFile
from rights.models.owned import M, OfOrganisationQuerySet
from rights.models.right import Right
from rights.models.stamps import stamped
from rights.statuses import Status


class Relation(models.TextChoices):
    """What the organisation is to the right."""

    OWNER = "owner"
    REPRESENTATIVE = "representative"


class Proof(models.TextChoices):
    """How the relation was proved."""

    CODE = "code"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    OWNER = "owner"


SOUGHT = ("number", "title", "owner", "own_reference", "client")


class LinkQuerySet(OfOrganisationQuerySet["Link"]):
    """An organisation's own links, ended ones included, but for those behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        """Links carry the key of their wall, so that lists ask nothing else."""
        shut_out = shut_out_of(actor)
        mine = super().narrow(actor)
        return mine.exclude(wall_key__in=sorted(shut_out)) if shut_out else mine

    def active(self) -> "LinkQuerySet":
        """Links that show the right in the account."""
        return self.filter(state=Link.State.ACTIVE)


class Link(models.Model):
    """One organisation's relation to one right.

    ``stands_for`` is the party on the register (a proprietor or an agent) for whom the relation was proved; when that
    party leaves the register the link ends. The columns from ``number`` on repeat the right's: lists need no join.
    ``covers`` (types of requests, all where it is empty), ``owner_approves`` and ``covered_until`` (the last day) are
    the owner's own word to a representative whom it let in from its account.
    ``renews_on`` is empty for what is not renewed any more, so that lists by renewal do not begin with the past;
    ``sought`` is what a search looks through, in capitals. ``changed_in`` is the database transaction that wrote the
    row last, ``begun_in`` the one that last made it active (None: it never was); PostgreSQL itself keeps both.
    """

    class State(models.TextChoices):
        """Whether the link is in use."""

        WAITING = "waiting"
        ACTIVE = "active"
        FROZEN = "frozen"
        ENDED = "ended"

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=14, choices=Relation)
    proof = models.CharField(max_length=10, choices=Proof)
    stands_for = models.CharField(max_length=250, default="", blank=True)
    state = models.CharField(max_length=8, choices=State)
    since_at = models.DateTimeField()
    active_from = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=120, default="", blank=True)
    own_reference = models.CharField(max_length=60, default="", blank=True)
    client = models.CharField(max_length=60, default="", blank=True)
    client_file = models.ForeignKey(ClientFile, null=True, on_delete=models.SET_NULL, related_name="links")
    wall_key = models.CharField(max_length=40, default="", blank=True)
    covers = models.JSONField(default=list, blank=True)
    owner_approves = models.BooleanField(default=False)
    covered_until = models.DateField(null=True)

    number = models.CharField(max_length=24)
    title = models.CharField(max_length=500, default="", blank=True)
    owner = models.CharField(max_length=250, default="", blank=True)
    status = models.CharField(max_length=20)
    kind = models.CharField(max_length=8)
    next_renewal_on = models.DateField(null=True)
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    late_until = models.DateField(null=True)
    restore_by = models.DateField(null=True)
    renews_on = models.GeneratedField(
        expression=Case(When(status=Status.GRANTED.value, then="next_renewal_on")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    sought = models.GeneratedField(
        expression=Upper(Concat(*chain.from_iterable((name, Value("\n")) for name in SOUGHT))),
        output_field=models.TextField(),
        db_persist=True,
    )

    changed_in = models.BigIntegerField(db_default=0, editable=False)
    begun_in = models.BigIntegerField(null=True, db_default=0, editable=False)

    everything = models.Manager()
    objects = LinkQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = [stamped()]
        constraints = [
            models.UniqueConstraint(
                fields=["right", "organisation", "relation"], condition=~Q(state="ended"), name="link_once_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "number", "id"], name="link_by_number"),
            models.Index(fields=["organisation", "title", "id"], name="link_by_title"),
            models.Index(fields=["organisation", "owner", "id"], name="link_by_owner"),
            models.Index(fields=["organisation", "renews_on", "id"], name="link_by_renewal"),
            models.Index(fields=["organisation", "next_renewal_on"], name="link_by_last_renewal"),
            models.Index(fields=["organisation", "status", "id"], name="link_by_status"),
            models.Index(fields=["organisation", "own_reference", "id"], name="link_by_reference"),
            models.Index(fields=["organisation", "client", "id"], name="link_by_client"),
            models.Index(
                fields=["organisation", "right"], condition=Q(relation="owner", state="active"), name="link_as_owner"
            ),
            models.Index(fields=["wall_key"], condition=~Q(wall_key=""), name="link_behind_wall"),
            models.Index(fields=["active_from"], condition=Q(state="waiting"), name="link_coming"),
            models.Index(fields=["covered_until"], condition=Q(state="active"), name="link_covered_until"),
            models.Index(fields=["organisation", "changed_in", "id"], name="link_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.relation} of {self.number}"


class OfLinkedRightQuerySet(OfOrganisationQuerySet[M]):
    """Rows of an organisation about a right: not there for whom a wall shuts out from its link to that right."""

    def narrow(self, actor: Actor) -> Self:
        shut_out = sorted(shut_out_of(actor))
        mine = super().narrow(actor)
        if not shut_out:
            return mine
        behind = Link.everything.filter(
            right_id=OuterRef("right_id"), organisation_id=OuterRef("organisation_id"), wall_key__in=shut_out
        )
        return mine.exclude(Exists(behind))


COPIED_KEYS = (
    "number",
    "title",
    "owner",
    "status",
    "kind",
    "next_renewal_on",
    "opens_on",
    "due_on",
    "late_until",
    "restore_by",
)
"""The columns that a link repeats from its right."""
