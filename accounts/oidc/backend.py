"""mozilla-django-oidc's backend made strict: every hook of it is checked by our own core, for both doors."""

from collections.abc import Iterable
from typing import Any, ClassVar

from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from accounts.models import User
from accounts.oidc import gateway, tokens
from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import Provider, endpoint, metadata, published_key
from accounts.oidc.requests import redemption
from accounts.oidc.tickets import Ticket


class StrictBackend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Signs a person in with a ticket of its own door, or raises; it never returns a user after a failed check.

    Raises from ``authenticate``: ``SignInRefused``, ``Refused`` and ``Unavailable`` of the gateway, and whatever the
    services of accounts raise.
    """

    door: ClassVar[str]
    required: ClassVar[Iterable[str]]
    ticket: Ticket

    def __init__(self) -> None:
        self.UserModel = User

    @property
    def provider(self) -> Provider:
        """The provider of this door."""
        raise NotImplementedError("A backend names its provider")

    def authenticate(self, request: Any, *, ticket: Ticket | None = None) -> User | None:
        """The user behind the ticket; None for a ticket of another door or none."""
        if ticket is None or ticket.door != self.door:
            return None
        self.request, self.ticket = request, ticket
        reply = self.get_token({"code": ticket.code, "code_verifier": ticket.verifier})
        ticket.id_token, ticket.access_token = str(reply.get("id_token") or ""), str(reply.get("access_token") or "")
        ticket.claims = self.verify_token(ticket.id_token, nonce=ticket.nonce)
        user: User = self.get_or_create_user(ticket.access_token, ticket.id_token, ticket.claims)
        return user

    def get_token(self, payload: dict[str, str]) -> dict[str, Any]:
        """Redeems the code with our signed assertion; there is no client secret."""
        at = self.ticket.at
        form = redemption(self.provider, code=payload["code"], verifier=payload["code_verifier"], at=at)
        return gateway.redeem(endpoint(self.provider, "token_endpoint", at=at), form)

    def verify_token(self, token: str, *, nonce: str) -> tokens.Claims:
        """The ID token's claims after every check that OpenID Connect Core 3.1.3.7 and the provider demand."""
        provider, at = self.provider, self.ticket.at
        claims = tokens.verified(token, key_for=published_key(provider, at=at), algorithms=provider.algorithms)
        issuer = metadata(provider, at=at)["issuer"]
        tokens.demand(claims, issuer=issuer, audience=provider.client_id, required=self.required, at=at)
        tokens.demand_same(claims, "nonce", nonce)
        if "at_hash" in claims:
            tokens.demand_same(claims, "at_hash", tokens.at_hash_of(self.ticket.access_token))
        if self.ticket.subject:
            tokens.demand_same(claims, "sub", self.ticket.subject)
        self.verify_level(claims)
        return claims

    def verify_level(self, claims: tokens.Claims) -> None:
        """What this door demands of how the person signed in; raises SignInRefused."""
        raise NotImplementedError("A backend says what it demands")

    def verify_fresh(self, claims: tokens.Claims) -> None:
        """Demands that the person was asked for their secrets after we asked for that; raises SignInRefused."""
        said = claims.get("auth_time")
        asked = self.ticket.asked_at.timestamp() - tokens.LEEWAY_SECONDS
        if said is None or said < asked:  # that it is a moment was checked with the other claims
            raise SignInRefused("auth_time")

    def get_user(self, user_id: str) -> User | None:
        """The user of a browser session, if they come in by this door."""
        return User.objects.filter(pk=user_id, kind=self.door, is_active=True).first()
