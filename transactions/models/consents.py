"""Who must agree to a filing, how each is asked, and what they answered."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from accounts.models import Organisation
from core.actor import Actor, Officer, System, organisation_of, shut_out_of
from core.append_only import append_only
from core.models import StoredFile
from core.scoping import ScopedQuerySet
from rights.models import Link, Relation, Right
from transactions.models.access import FiledQuerySet
from transactions.models.filings import Filing

M = TypeVar("M", bound=models.Model)


class AskedQuerySet(ScopedQuerySet["ConsentRequest"]):
    """What an account is asked: as long as it is linked to one of the rights as its owner."""

    def narrow(self, actor: Actor) -> Self:
        """Only the accounts that are asked, and the office."""
        if isinstance(actor, Officer | System):
            return self.all()
        asking = organisation_of(actor)
        if asking is None:
            return self.none()
        links = Link.everything.filter(
            organisation_id=asking, state=Link.State.ACTIVE, relation=Relation.OWNER, right__consents=OuterRef("pk")
        )
        open_links = links.exclude(wall_key__in=shut_out_of(actor))
        return self.filter(Exists(open_links), accounts=asking)


class ConsentRequest(models.Model):
    """One party that must agree, asked once for all rights of the filing that it is about.

    Namesakes at different addresses are different parties. ``says`` has one sentence for each language: to what.
    ``way`` is how the party was reached; on ``paper`` it is not asked by the service at all. ``is_approval``: the owner
    approves what its representative asks for.
    """

    class Way(models.TextChoices):
        """How the party is asked."""

        ACCOUNT = "account"
        EMAIL = "email"
        LETTER = "letter"
        PAPER = "paper"

    class State(models.TextChoices):
        """Whether it agreed; ``closed`` where the filing ended without its answer."""

        WAITING = "waiting"
        AGREED = "agreed"
        REFUSED = "refused"
        CLOSED = "closed"

    reference = models.CharField(max_length=24, unique=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="consents")
    rights = models.ManyToManyField(Right, related_name="consents")
    party = models.CharField(max_length=250)
    role = models.CharField(max_length=20)
    says = models.JSONField(default=dict)
    is_approval = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way)
    accounts = models.ManyToManyField(Organisation, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    chased_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager["ConsentRequest"]()
    objects = AskedQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["asked_at"], name="consent_waiting", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.reference}: {self.party}"

    @property
    def words(self) -> str:
        """To what the party agrees, in the language of the moment."""
        said: str = self.says.get((get_language() or "en")[:2]) or self.says.get("en", "")
        return said


class ThroughRequest(FiledQuerySet[M]):
    """What was answered, for whoever filed and for the office."""

    path = "request__filing__"


class ConsentAnswer(models.Model):
    """What a party answered; the last answer counts. ``document`` and ``note`` say what an officer saw on paper."""

    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    agrees = models.BooleanField()
    note = models.CharField(max_length=2000, default="")
    way = models.CharField(max_length=8, choices=ConsentRequest.Way)
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["ConsentAnswer"]()
    objects = ThroughRequest["ConsentAnswer"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="consent_answers_are_numbered")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}: {'agrees' if self.agrees else 'refuses'}"


class ConsentToken(models.Model):
    """The secret of an address at which a party answers without an account, kept as a digest."""

    request = models.ForeignKey(ConsentRequest, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.request_id}"
