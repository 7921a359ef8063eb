"""Requests to link a right: the proof chosen, the code sent, and the way to say "this was not me"."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from rights.models.links import OfLinkedRightQuerySet, Proof, Relation
from rights.models.right import Right

OPEN = ("asked", "code-sent", "locked", "waiting", "with-staff", "with-owner")
"""States of a request that is not over: there is one of them for a right, organisation and relation."""
UNDECIDED = (*OPEN, "frozen")
"""The same with those to which somebody objected: until staff have looked nothing else is asked for."""


class LinkRequestQuerySet(OfLinkedRightQuerySet["LinkRequest"]):
    """An organisation's own requests."""


class LinkRequest(models.Model):
    """One organisation asks to be linked to one right.

    ``code_hash`` is never the code; ``code_sent_to`` is masked for display; ``file_reference`` names a stored file.
    ``batch`` is shared by the requests that are proved together: by one code, whose tries they count alike, by one
    identity or by one authority.
    """

    class State(models.TextChoices):
        """Where the request stands."""

        ASKED = "asked"
        CODE_SENT = "code-sent"
        WAITING = "waiting"
        WITH_STAFF = "with-staff"
        WITH_OWNER = "with-owner"
        GRANTED = "granted"
        REFUSED = "refused"
        LOCKED = "locked"
        EXPIRED = "expired"
        FROZEN = "frozen"
        CANCELLED = "cancelled"

    reference = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=14, choices=Relation)
    stands_for = models.CharField(max_length=250, default="", blank=True)
    proof = models.CharField(max_length=10, choices=Proof)
    state = models.CharField(max_length=10, choices=State)
    code_hash = models.CharField(max_length=128, default="", blank=True)
    batch = models.CharField(max_length=24, default="", blank=True)
    code_sent_to = models.CharField(max_length=120, default="", blank=True)
    code_purpose = models.CharField(max_length=16, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    file_reference = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, default="", blank=True)
    why = models.CharField(max_length=500, default="", blank=True)
    link = models.ForeignKey("rights.Link", null=True, on_delete=models.PROTECT, related_name="requests")

    everything = models.Manager()
    objects = LinkRequestQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["right", "organisation", "relation"], condition=Q(state__in=OPEN), name="request_once_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "-asked_at", "-id"], name="request_of_organisation"),
            models.Index(
                fields=["organisation", "-asked_at", "-id"], condition=Q(state__in=UNDECIDED), name="request_undecided"
            ),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="request_by_batch"),
            models.Index(fields=["asked_at"], condition=Q(state="with-staff"), name="request_for_staff"),
            models.Index(fields=["effective_at"], condition=Q(state="waiting"), name="request_waiting"),
            models.Index(fields=["expires_at"], condition=Q(state="code-sent"), name="request_with_code"),
            models.Index(fields=["right"], condition=Q(state="with-owner"), name="request_for_owner"),
        ]

    def __str__(self) -> str:
        return self.reference


class LinkCodeSending(models.Model):
    """One code sent for one right, counted by the limits; kept apart from the request, which may end.

    The rows of one email or letter share its ``batch``; ``address_digest`` is keyed, so it tells no address.
    """

    class Channel(models.TextChoices):
        """How the code went."""

        EMAIL = "email"
        LETTER = "letter"

    request = models.ForeignKey(LinkRequest, on_delete=models.PROTECT, related_name="sendings")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation_id = models.UUIDField()
    channel = models.CharField(max_length=6, choices=Channel)
    batch = models.CharField(max_length=24)
    address_digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["right", "channel", "sent_at"], name="sending_by_right"),
            models.Index(fields=["organisation_id", "sent_at"], name="sending_by_organisation"),
            models.Index(fields=["address_digest", "sent_at"], name="sending_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} for {self.request_id}"


class NotMeToken(models.Model):
    """What a "this was not me" address carries, kept as a digest; it freezes what the requests made, once.

    ``told_key`` is that of the message which carries it.
    """

    digest = models.CharField(max_length=64, unique=True)
    requests = models.ManyToManyField(LinkRequest, related_name="tokens")
    told_key = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"made {self.made_at:%Y-%m-%d %H:%M}"
