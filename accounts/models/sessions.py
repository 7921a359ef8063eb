"""Who is signed in where: one row for each sign-in, asked on every request, kept for a while after it ended."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from accounts.models.organisations import Organisation
from accounts.models.users import User
from core.actor import Actor, user_of
from core.scoping import ScopedQuerySet


class AccountSessionQuerySet(ScopedQuerySet["AccountSession"]):
    """A person sees their own sign-ins and nobody else's."""

    def narrow(self, actor: Actor) -> Self:
        """The actor's own."""
        person = user_of(actor)
        return self.filter(user_id=person) if person else self.none()


class AccountSession(models.Model):
    """One sign-in; the browser's session is only good while this row says so.

    ``signed_in_at`` is when the sign-in ended here; ``authenticated_at`` is when the provider last asked the person for
    their secrets, which may be earlier, and null if the provider did not say.
    """

    class Door(models.TextChoices):
        """Which pages it opens."""

        CUSTOMER = "customer"
        STAFF = "staff"

    class Why(models.TextChoices):
        """Why it ended."""

        SIGNED_OUT = "signed-out"
        IDLE = "idle"
        TOO_LONG = "too-long"
        BY_PROVIDER = "by-provider"
        BY_PERSON = "by-person"
        LOST = "lost"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    door = models.CharField(max_length=8, choices=Door)
    session_key = models.CharField(max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    browser = models.CharField(max_length=100, default="")
    signed_in_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(null=True)
    last_active_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=12, choices=Why, default="")

    everything = models.Manager()
    objects = AccountSessionQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [
            models.Index(fields=["issuer", "subject"], condition=Q(ended_at=None), name="open_session_by_subject"),
            models.Index(fields=["user", "signed_in_at"], name="session_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.door} session of {self.user_id}"
