"""Everything that was told to somebody, with our own copy of the words."""

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.actor import Actor, Officer, System, organisation_of, user_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from core.walls import open_to, open_to_all_of


def new_notice_reference() -> str:
    """A reference that goes to GOV.UK Notify and stands in the mailbox's address."""
    return new_reference("MSG")


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """An organisation reads its own mailbox; the office reads all; visitors have none.

    What was told to several people of it stands there once: one's own copy, or the first for whoever has none.
    """

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation = organisation_of(actor)
        return (
            self.none()
            if organisation is None
            else self.filter(
                open_to(actor, "about"),
                open_to_all_of(actor, "concerns"),
                models.Q(is_personal=False) | models.Q(user_id=user_of(actor)),
                ~_of_others(user_of(actor)),
                organisation_id=organisation,
            )
        )


def _of_others(user: UUID | None) -> models.Q:
    """A colleague's copy of what one has a copy of, or of what another copy stands for."""
    own = Notice.everything.filter(group=models.OuterRef("group"), user_id=user)
    has_own = models.Q(models.Exists(own)) if user else models.Q(pk=None)
    is_other = ~models.Q(user_id=user) if user else models.Q()
    return models.Q(group__gt="") & is_other & (models.Q(is_first=False) | has_own)


class Notice(models.Model):
    """One message to one recipient; ``key`` makes telling the same thing twice harmless.

    The copies of a message to several people of an organisation share ``group``; ``is_first`` is the one that stands
    for all. ``concerns`` are the numbers of the rights in it, where there are several.

    ``asked_at`` is when Notify was last asked what became of it. ``office_since`` says that it did not arrive and must,
    so that the office has to reach the person another way; None again once it has.
    """

    class Channel(models.TextChoices):
        """How it goes out."""

        EMAIL = "email"
        LETTER = "letter"
        MAILBOX = "mailbox"

    class State(models.TextChoices):
        """How far it has come."""

        PROMISED = "promised"
        SENT = "sent"
        DELIVERED = "delivered"
        FAILED = "failed"
        RETURNED = "returned"

    reference = models.CharField(max_length=20, unique=True, default=new_notice_reference)
    key = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=40, default="")
    concerns = ArrayField(models.CharField(max_length=40), default=list)
    group = models.CharField(max_length=200, default="")
    is_first = models.BooleanField(default=True)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="en")
    statutory = models.BooleanField(default=False)
    is_personal = models.BooleanField(default=False)
    organisation_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=7, choices=Channel)
    address = models.JSONField(default=dict)
    personalisation = models.JSONField(default=dict)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.PROMISED)
    provider_id = models.CharField(max_length=40, default="")
    why = models.CharField(max_length=100, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    office_since = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = NoticeQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [
            models.Index(fields=["organisation_id", "-created_at", "-id"], name="notice_mailbox"),
            models.Index(fields=["organisation_id"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["provider_id"], name="notice_provider"),
            models.Index(fields=["about"], name="notice_about"),
            models.Index(fields=["group", "user_id"], condition=~models.Q(group=""), name="notice_copies"),
            models.Index(
                fields=["asked_at", "sent_at"],
                condition=models.Q(state="sent", ended_at=None),
                name="notice_unanswered",
            ),
            models.Index(
                fields=["office_since"], condition=models.Q(office_since__isnull=False), name="notice_for_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.template}"

    @property
    def about_shown(self) -> str:
        """What it is about, for the reader; a digest behind a wall is about no one thing."""
        return "" if self.about.startswith("TEAM-") else self.about
