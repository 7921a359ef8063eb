"""Rights: the register's current state, as the door last showed it."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Organisation
from core.actor import Actor, Officer, Public, System, organisation_of, shut_out_of
from core.scoping import ScopedQuerySet
from rights.statuses import Status

if TYPE_CHECKING:
    from uuid import UUID

PUBLISHED = Q(published_on__isnull=False, is_withheld=False)
ANYBODY = Public()


def not_anothers(actor: Actor) -> Q:
    """Leaves out the test patents of other organisations: those of a sandbox are there for the one that made them."""
    if isinstance(actor, Officer | System):
        return Q()
    organisation_id = organisation_of(actor)
    return Q(slice_of=None) | Q(slice_of=organisation_id) if organisation_id else Q(slice_of=None)


class RightQuerySet(ScopedQuerySet["Right"]):
    """Anyone sees published rights, an organisation also those that it is actively linked to, the office all.

    Test patents are seen by the organisation that made them, and by the office.
    """

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation_id = organisation_of(actor)
        if organisation_id is None:
            return self.filter(not_anothers(actor), PUBLISHED)
        linked = Exists(_active_links(organisation_id, shut_out_of(actor)))
        return self.filter(not_anothers(actor), PUBLISHED | linked)

    def published(self, *, to: Actor = ANYBODY) -> Self:
        """Rights of which anyone may see the public facts; test patents only where ``to`` may see them."""
        public = self.filter(not_anothers(to), PUBLISHED)
        public.is_narrowed = True
        return public


class Right(models.Model):
    """One right with its current public facts; written by the register's door only.

    ``number`` is the publication number once published, else the application number. Dates of the next renewal are
    nominal: weekends and holidays are honoured when they are compared with a day. ``slice_of`` is the organisation of a
    sandbox for which a test patent was made; real rights have none.
    """

    field = models.CharField(max_length=20, default="patent")
    kind = models.CharField(max_length=8)
    number = models.CharField(max_length=24)
    application_number = models.CharField(max_length=24, default="", blank=True)
    publication_number = models.CharField(max_length=24, default="", blank=True)
    title = models.CharField(max_length=500, default="", blank=True)
    owner = models.CharField(max_length=250, default="", blank=True)
    status = models.CharField(max_length=20, choices=Status)
    is_withheld = models.BooleanField(default=False)
    filed_on = models.DateField()
    published_on = models.DateField(null=True)
    granted_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    ceased_on = models.DateField(null=True)
    licences_of_right_since = models.DateField(null=True)
    paid_through_year = models.PositiveSmallIntegerField(null=True)
    last_renewed_on = models.DateField(null=True)
    next_renewal_on = models.DateField(null=True)
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    late_until = models.DateField(null=True)
    restore_by = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")
    slice_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    everything = models.Manager()
    objects = RightQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["number"], name="right_number"),
            models.UniqueConstraint(
                fields=["application_number"], condition=~Q(application_number=""), name="right_application_number"
            ),
            models.UniqueConstraint(
                fields=["publication_number"], condition=~Q(publication_number=""), name="right_publication_number"
            ),
        ]
        indexes = [
            GinIndex(SearchVector("owner", config="simple"), name="right_by_owner_words"),
            GinIndex(SearchVector("title", "owner", config="simple"), name="right_by_words"),
            models.Index(fields=["late_until"], condition=Q(status="granted"), name="right_lapsing"),
            models.Index(fields=["due_on"], condition=Q(status="granted"), name="right_due"),
            models.Index(
                fields=["expires_on"], condition=Q(status="granted", next_renewal_on=None), name="right_expiring"
            ),
            models.Index(fields=["slice_of", "id"], condition=Q(slice_of__isnull=False), name="right_in_slice"),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def published(cls, *, to: Actor = ANYBODY) -> RightQuerySet:
        """Rights of which anyone may see the public facts; the one queryset that needs no actor.

        With ``to`` the test patents that this actor may see are there, too.
        """
        return RightQuerySet(cls).published(to=to)


def _active_links(organisation_id: "UUID", shut_out: frozenset[str]) -> models.QuerySet[models.Model]:
    """The organisation's active links to the right of the outer query, but for those behind the walls."""
    from rights.models.links import Link  # noqa: PLC0415  links point at rights

    links = Link.everything.filter(right=OuterRef("pk"), organisation_id=organisation_id, state=Link.State.ACTIVE)
    return links.exclude(wall_key__in=sorted(shut_out)) if shut_out else links
