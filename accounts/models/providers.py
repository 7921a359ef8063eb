"""What the sign-in providers publish, as last read; and which of their logout tokens were used."""

from django.db import models


class ProviderDocument(models.Model):
    """The last good copy of a provider's metadata, keys or DID document; served while the provider is down."""

    url = models.CharField(max_length=500, unique=True)
    body = models.JSONField()
    fetched_at = models.DateTimeField()
    fresh_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class UsedLogoutToken(models.Model):
    """A logout token that was obeyed; the same one again is a replay."""

    issuer = models.CharField(max_length=255)
    jti = models.CharField(max_length=255)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "jti"], name="logout_token_used_once")]

    def __str__(self) -> str:
        return self.jti
