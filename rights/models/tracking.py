"""What an account keeps to steer its portfolio: saved views, decisions about rights, reviews, calendar addresses."""

from typing import Self
from urllib.parse import quote_plus

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.actor import Actor, organisation_of, shut_out_of, user_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from rights.models.clients import ClientFile
from rights.models.links import Link, OfLinkedRightQuerySet
from rights.models.owned import OfOrganisationQuerySet
from rights.models.right import Right


def new_view_reference() -> str:
    """What a saved view is called in addresses."""
    return new_reference("VIW")


def new_review_reference() -> str:
    """What a review is called in addresses."""
    return new_reference("RVW")


def _hidden_clients(actor: Actor) -> list[str]:
    """The names of the client files that stand behind a wall to the actor."""
    shut_out, organisation_id = sorted(shut_out_of(actor)), organisation_of(actor)
    if not shut_out or organisation_id is None:
        return []
    files = ClientFile.everything.filter(organisation_id=organisation_id, wall_key__in=shut_out)
    return list(files.values_list("name", flat=True).distinct())


class SavedViewQuerySet(OfOrganisationQuerySet["SavedView"]):
    """A person's own, and what colleagues share, unless it names a client behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        mine = super().narrow(actor).filter(Q(is_shared=True) | Q(user_id=user_of(actor)))
        for name in _hidden_clients(actor):
            mine = mine.exclude(Q(name__icontains=name) | Q(query__icontains=quote_plus(name)))
        return mine


class SavedView(models.Model):
    """A way to look at the portfolio, by its address; shared with the account or one's own."""

    reference = models.CharField(max_length=24, unique=True, default=new_view_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600, blank=True)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    everything = models.Manager()
    objects = SavedViewQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class Choice(models.TextChoices):
    """What the account means to do with a right."""

    KEEP = "keep", _("Keep")
    LAPSE = "lapse", _("Let lapse")
    SELL = "sell", _("Sell")
    LICENCE = "licence", _("Licence")


class Decision(models.Model):
    """What was decided about one right, why, by whom, and when it is looked at again; the newest counts."""

    Choice = Choice

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7, choices=Choice)
    reason = models.CharField(max_length=1000, default="", blank=True)
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    next_review_on = models.DateField(null=True)

    everything = models.Manager()
    objects = OfLinkedRightQuerySet["Decision"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["organisation", "right", "-decided_at"], name="decision_latest")]

    def __str__(self) -> str:
        return f"{self.choice} {self.right_id}"


class ReviewQuerySet(OfOrganisationQuerySet["Review"]):
    """An organisation's own, unless it names a client behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        mine = super().narrow(actor)
        for name in _hidden_clients(actor):
            mine = mine.exclude(Q(client__iexact=name) | Q(name__icontains=name))
        return mine


class Review(models.Model):
    """A round in which every right of the account, or of one client, is decided about afresh, by a day."""

    reference = models.CharField(max_length=24, unique=True, default=new_review_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    client = models.CharField(max_length=60, default="", blank=True)
    due_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)
    closed_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ReviewQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class FeedQuerySet(ScopedQuerySet["CalendarFeed"]):
    """A person's own, in the organisation for which they act."""

    def narrow(self, actor: Actor) -> Self:
        person = user_of(actor)
        return self.filter(user_id=person, organisation_id=organisation_of(actor)) if person else self.none()


class CalendarFeed(models.Model):
    """A secret address under which a person's calendar program reads the account's deadlines; only its hash is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    everything = models.Manager()
    objects = FeedQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_feed_each")]

    def __str__(self) -> str:
        return f"feed of {self.user_id}"


def new_copy_reference() -> str:
    """What a further address for reminders is called in addresses."""
    return new_reference("RMC")


class ReminderCopyQuerySet(OfOrganisationQuerySet["ReminderCopy"]):
    """An organisation's own, but for those about what stands behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        shut_out = sorted(shut_out_of(actor))
        mine = super().narrow(actor)
        if not shut_out:
            return mine
        behind = Link.everything.filter(
            right_id=OuterRef("right_id"), organisation_id=OuterRef("organisation_id"), wall_key__in=shut_out
        )
        return mine.exclude(wall_key__in=shut_out).exclude(client_file__wall_key__in=shut_out).exclude(Exists(behind))


class ReminderCopy(models.Model):
    """One more address to which reminders go, or a digest of what is due: about everything, a client, or one right.

    ``wall_key`` is the wall behind which the client or the right stood when the address was given: as soon as it
    stands behind another one nothing is sent. Nothing is sent either before ``confirmed_at``.
    """

    class Scope(models.TextChoices):
        """About which rights."""

        ALL = "all", _("All our patents")
        CLIENT = "client", _("All patents of a client")
        RIGHT = "right", _("One patent")

    class Often(models.TextChoices):
        """When something is sent."""

        EACH = "each", _("With each reminder")
        WEEKLY = "weekly", _("A digest on Mondays")
        MONTHLY = "monthly", _("A digest on the first of each month")

    reference = models.CharField(max_length=24, unique=True, default=new_copy_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, default="en")
    scope = models.CharField(max_length=6, choices=Scope)
    right = models.ForeignKey(Right, null=True, on_delete=models.CASCADE, related_name="+")
    client_file = models.ForeignKey(ClientFile, null=True, on_delete=models.CASCADE, related_name="+")
    wall_key = models.CharField(max_length=40, default="", blank=True)
    often = models.CharField(max_length=7, choices=Often, default=Often.EACH)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    everything = models.Manager()
    objects = ReminderCopyQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="copy_is_about_something",
                condition=Q(scope="right", right__isnull=False, client_file=None)
                | Q(scope="client", right=None, client_file__isnull=False)
                | Q(scope="all", right=None, client_file=None),
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "often"], condition=Q(stopped_at=None) & ~Q(confirmed_at=None), name="copy_sent"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
