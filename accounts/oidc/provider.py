"""The two sign-in providers as the settings name them, and what they publish about themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import jwt
from django.conf import settings

from accounts.oidc.documents import Body, document
from accounts.oidc.errors import SignInRefused
from core.outside import Unavailable

ENDPOINTS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
KeyFor = Callable[[str], jwt.PyJWK]


@dataclass(frozen=True)
class Provider:
    """A provider, and how we are registered with it. ``keys`` are PEM blocks: the first signs, all are published."""

    name: str
    discovery_url: str
    client_id: str
    keys: str
    algorithms: tuple[str, ...]
    callback_path: str
    signed_out_path: str

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends people back to: as registered, whatever host the request named."""
        return settings.PUBLIC_URL + self.callback_path

    @property
    def signed_out_uri(self) -> str:
        """Where the provider sends people after it signed them out."""
        return settings.PUBLIC_URL + self.signed_out_path


def one_login() -> Provider:
    """GOV.UK One Login, for customers."""
    return Provider(
        name="one-login",
        discovery_url=settings.ONE_LOGIN_DISCOVERY_URL,
        client_id=settings.ONE_LOGIN_CLIENT_ID,
        keys=settings.ONE_LOGIN_PRIVATE_KEY,
        algorithms=("ES256", "RS256"),
        callback_path="/oidc/callback/",
        signed_out_path="/signed-out/",
    )


def staff_provider() -> Provider:
    """The office's own provider, for staff."""
    return Provider(
        name="staff",
        discovery_url=settings.STAFF_OIDC_DISCOVERY_URL,
        client_id=settings.STAFF_OIDC_CLIENT_ID,
        keys=settings.STAFF_OIDC_PRIVATE_KEY,
        algorithms=("RS256",),
        callback_path="/staff/oidc/callback/",
        signed_out_path="/staff/signed-out/",
    )


def metadata(provider: Provider, *, at: datetime) -> dict[str, Any]:
    """The provider's own description: issuer and addresses.

    Raises:
        Unavailable: if it cannot be read and never was.
    """

    def is_good(body: Body) -> bool:
        named = all(isinstance(body.get(name), str) and body[name] for name in ENDPOINTS)
        return named and _origin(body["issuer"]) == _origin(provider.discovery_url)

    return document(provider.discovery_url, is_good=is_good, at=at)


def endpoint(provider: Provider, name: str, *, at: datetime) -> str:
    """One of the provider's addresses.

    Raises:
        Unavailable: if the provider publishes none by that name.
    """
    address = metadata(provider, at=at).get(name)
    if not isinstance(address, str) or not address:
        raise Unavailable(f"{provider.name} publishes no {name}")
    return address


def published_key(provider: Provider, *, at: datetime, again_if_older_than: datetime | None = None) -> KeyFor:
    """Finds the provider's public key by its id; one that we do not know makes us read the keys once more.

    ``again_if_older_than``: read them again only if ours are older, so that strangers cannot make us ask all the time.
    """
    url = endpoint(provider, "jwks_uri", at=at)

    def find(kid: str) -> jwt.PyJWK:
        for newer_than in (None, again_if_older_than or at):
            for row in document(url, is_good=_has_keys, at=at, newer_than=newer_than)["keys"]:
                if row.get("kid") == kid and row.get("use", "sig") == "sig":
                    return readable(row)
        raise SignInRefused(f"no key {kid[:60]} is published")

    return find


def readable(row: dict[str, Any]) -> jwt.PyJWK:
    """A published key as one that checks signatures.

    Raises:
        SignInRefused: if it is no public key that we can use.
    """
    try:
        key = jwt.PyJWK(row)
    except jwt.PyJWTError as error:
        raise SignInRefused(f"a published key cannot be used: {error}") from error
    if key.key_type not in {"RSA", "EC"}:
        raise SignInRefused("a published key is no public key")
    return key


def _origin(url: str) -> tuple[str, str]:
    return urlsplit(url)[:2]


def _has_keys(body: Body) -> bool:
    keys = body.get("keys")
    return isinstance(keys, list) and bool(keys) and all(isinstance(row, dict) for row in keys)
