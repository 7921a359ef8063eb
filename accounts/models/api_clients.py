"""The systems and tools that act for an organisation through the API, and the keys by which they are known."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from oauth2_provider.models import AbstractApplication

from accounts.models.organisations import Organisation
from accounts.models.users import User
from core.references import new_reference


def new_client_reference() -> str:
    """What a client is called in addresses and in the log."""
    return new_reference("API")


class ApiClient(AbstractApplication):  # type: ignore[misc]
    """One system or tool of one organisation.

    A system signs in by itself (OAuth 2 client credentials) and is a ``Machine``; a tool acts for the member who lets
    it (authorisation code with PKCE). ``scopes`` is the most that it may ask for. ``inside`` are the keys of the walls
    behind which a system may look. ``limit_pence`` lets it send by itself and pay up to so much in a London day; None
    leaves both to people. ``public_keys`` (JWK) prove who it is without a secret. ``contact_email`` is told of what
    becomes of its requests.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    reference = models.CharField(max_length=24, unique=True, default=new_client_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    scopes = ArrayField(models.CharField(max_length=30), default=list)
    inside = ArrayField(models.CharField(max_length=24), default=list)
    limit_pence = models.PositiveBigIntegerField(null=True)
    public_keys = models.JSONField(default=list)
    contact_email = models.EmailField(max_length=254)
    secret_set_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True)

    objects = models.Manager["ApiClient"]()

    class Meta(AbstractApplication.Meta):  # type: ignore[misc]
        indexes = [models.Index(fields=["organisation", "created_at"], name="api_client_by_account")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_system(self) -> bool:
        """Whether it acts in its own name and not in a member's."""
        return bool(self.authorization_grant_type == self.GRANT_CLIENT_CREDENTIALS)

    def is_usable(self, request: object) -> bool:
        """Asked by the token server before anything else."""
        ended_at: datetime | None = self.revoked_at
        return ended_at is None


class UsedAssertion(models.Model):
    """The id of a signed assertion that was used once: a second use is a replay (RFC 7523 section 3, rule 7)."""

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="+")
    jti = models.CharField(max_length=128)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "jti"], name="assertion_used_once")]

    def __str__(self) -> str:
        return self.jti
