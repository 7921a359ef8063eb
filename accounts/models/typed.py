"""What somebody had typed when their session ended: sealed, for the same person in the same organisation only."""

from typing import Self
from uuid import uuid4

from django.db import models

from accounts.models.users import User
from core.actor import Actor, organisation_of, user_of
from core.scoping import ScopedQuerySet


class TypedAnswersQuerySet(ScopedQuerySet["TypedAnswers"]):
    """Narrowed to the same person acting for the same organisation."""

    def narrow(self, actor: Actor) -> Self:
        """The actor's own, in the organisation for which they act."""
        person = user_of(actor)
        return self.filter(user_id=person, organisation_id=organisation_of(actor)) if person else self.none()


class TypedAnswers(models.Model):
    """One page's fields, by the page's path; ``sealed`` is encrypted with a key that follows from SECRET_KEY."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField(null=True)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    everything = models.Manager()
    objects = TypedAnswersQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation_id", "path"], nulls_distinct=False, name="typed_once_per_page"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="typed_by_expiry")]

    def __str__(self) -> str:
        return f"typed at {self.kept_at}"
