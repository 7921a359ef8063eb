"""Customers' sign-in: what One Login's answer must hold, and whose account it opens."""

from typing import Any, ClassVar

from accounts import services
from accounts.models import SignInIdentity, User
from accounts.oidc import gateway, tokens
from accounts.oidc.backend import StrictBackend
from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import Provider, endpoint, one_login
from accounts.oidc.tickets import Purpose
from accounts.one_login.asking import SIGNED_IN
from accounts.one_login.identity import proved_identity


class OneLoginBackend(StrictBackend):
    """Keyed by issuer and subject, never by email address."""

    door: ClassVar[str] = User.Kind.CUSTOMER
    required = ("sub", "aud", "iss", "exp", "iat", "nonce", "vot", "at_hash")

    @property
    def provider(self) -> Provider:
        """GOV.UK One Login."""
        return one_login()

    def verify_level(self, claims: tokens.Claims) -> None:
        """Two factors, always; also when identity was asked for, because ``vot`` names the credential alone."""
        tokens.demand_same(claims, "vot", SIGNED_IN)
        if self.ticket.purpose == Purpose.AGAIN:
            self.verify_fresh(claims)

    def get_userinfo(self, access_token: str, id_token: str, payload: tokens.Claims) -> dict[str, Any]:
        """What One Login says about the person of this very token."""
        said = gateway.userinfo(endpoint(self.provider, "userinfo_endpoint", at=self.ticket.at), access_token)
        tokens.demand_same(said, "sub", payload["sub"])
        return said

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether there is an email address that One Login checked."""
        email = claims.get("email")
        is_address = isinstance(email, str) and "@" in email and len(email) <= 254 and email.isprintable()
        return is_address and claims.get("email_verified") is True

    def get_or_create_user(self, access_token: str, id_token: str, payload: tokens.Claims) -> User:
        """The customer, after userinfo and, if asked for, the proved identity were checked."""
        said = self.get_userinfo(access_token, id_token, payload)
        if not self.verify_claims(said):
            raise SignInRefused("email")
        ticket = self.ticket
        if ticket.purpose == Purpose.IDENTITY:
            ticket.identity = proved_identity(
                said, subject=payload["sub"], client_id=self.provider.client_id, at=ticket.at
            )
        subject = {"issuer": payload["iss"], "subject": payload["sub"]}
        ticket.is_new = not SignInIdentity.objects.filter(**subject).exists()
        return services.sign_in_customer(**subject, email=said["email"], at=ticket.at, language=ticket.language)
