"""People: keyed by our own id, with the providers' subjects mapped to it."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Users are made by signing in; there is no password to set."""


class User(AbstractBaseUser):
    """A customer or a member of staff; never both.

    ``last_organisation`` is for which organisation a customer acted last; whether they still may is asked elsewhere.
    """

    class Kind(models.TextChoices):
        """Which door the person comes in by."""

        CUSTOMER = "customer"
        STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, default="")
    language = models.CharField(max_length=2, default="en")
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    last_organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    password = None  # type: ignore[assignment]

    USERNAME_FIELD = "id"
    objects = UserManager()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_staff_member(self) -> bool:
        """Whether the person signs in by the office's door."""
        return self.kind == self.Kind.STAFF


class SignInIdentity(models.Model):
    """A provider's subject: the same person may come back under a new one, never under another's."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_subject")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
