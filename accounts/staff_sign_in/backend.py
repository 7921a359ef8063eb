"""Staff's sign-in: what the office's provider must say, a second factor included, and which roles it gives."""

from typing import ClassVar

from accounts import services
from accounts.models import User
from accounts.oidc import tokens
from accounts.oidc.backend import StrictBackend
from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import Provider, staff_provider
from accounts.oidc.tickets import Purpose
from accounts.staff_sign_in.asking import SECOND_FACTOR
from accounts.staff_sign_in.roles import known_roles

KNOWN = frozenset({"pwd", "pin", "kba"})
HELD = frozenset({"otp", "hwk", "swk", "sc", "sms", "tel", "fido"})


class StaffBackend(StrictBackend):
    """Keyed by issuer and subject; name, address and roles are what the provider says today."""

    door: ClassVar[str] = User.Kind.STAFF
    required = ("sub", "aud", "iss", "exp", "iat", "nonce")

    @property
    def provider(self) -> Provider:
        """The office's provider."""
        return staff_provider()

    def verify_level(self, claims: tokens.Claims) -> None:
        """The issuer's own tenant, and a second factor: by the methods used (amr) or the context met (acr, acrs)."""
        if "tid" in claims and (f"/{claims['tid']}/" not in f"{claims['iss']}/" or not claims.get("oid")):
            raise SignInRefused("tid or oid")
        if not (_two_factors(_said(claims, "amr")) or SECOND_FACTOR in _said(claims, "acrs") | _said(claims, "acr")):
            raise SignInRefused("no second factor (amr)")
        if self.ticket.purpose == Purpose.AGAIN:
            self.verify_fresh(claims)

    def get_or_create_user(self, access_token: str, id_token: str, payload: tokens.Claims) -> User:
        """The member of staff.

        Raises:
            NoRole: if the provider gives the person no role here.
        """
        roles = known_roles(_said(payload, "roles"))
        return services.sign_in_officer(
            issuer=payload["iss"],
            subject=payload["sub"],
            email=_text(payload, "email", 254) or _text(payload, "preferred_username", 254),
            name=_text(payload, "name", 200),
            roles=roles,
            at=self.ticket.at,
        )


def _two_factors(methods: set[str]) -> bool:
    """Several factors by name (RFC 8176), or something that the person knows together with something that they hold."""
    return "mfa" in methods or bool(methods & KNOWN and methods & HELD)


def _said(claims: tokens.Claims, name: str) -> set[str]:
    value = claims.get(name)
    listed = value if isinstance(value, list) else [value]
    return {one for one in listed if isinstance(one, str) and one}


def _text(claims: tokens.Claims, name: str, longest: int) -> str:
    said = str(claims.get(name) or "")
    return "".join(letter for letter in said if letter.isprintable())[:longest]
