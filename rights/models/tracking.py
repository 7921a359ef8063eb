"""What an account keeps to steer its portfolio: saved views, decisions about rights, reviews, calendar addresses."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.actor import Actor, organisation_of, user_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from rights.models.links import OfLinkedRightQuerySet
from rights.models.owned import OfOrganisationQuerySet
from rights.models.right import Right


def new_view_reference() -> str:
    """What a saved view is called in addresses."""
    return new_reference("VIW")


def new_review_reference() -> str:
    """What a review is called in addresses."""
    return new_reference("RVW")


class SavedViewQuerySet(OfOrganisationQuerySet["SavedView"]):
    """A person's own, and what colleagues share."""

    def narrow(self, actor: Actor) -> Self:
        return super().narrow(actor).filter(Q(is_shared=True) | Q(user_id=user_of(actor)))


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
    """An organisation's own."""


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
