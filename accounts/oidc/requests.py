"""What we send to a provider: authorisation requests, signed where it takes them so, and assertions of who we are."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from accounts.oidc.keys import signed
from accounts.oidc.provider import Provider, endpoint

LIFETIME_SECONDS = 240
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
OUTSIDE_OBJECT = ("response_type", "scope", "client_id")


def plain_address(provider: Provider, asked: Mapping[str, str], *, at: datetime) -> str:
    """Where to send the browser, with the request in the query."""
    return f"{endpoint(provider, 'authorization_endpoint', at=at)}?{urlencode(asked)}"


def signed_address(provider: Provider, asked: Mapping[str, Any], *, at: datetime) -> str:
    """Where to send the browser, with all that is asked in a signed request object (RFC 9101)."""
    address = endpoint(provider, "authorization_endpoint", at=at)
    claims = {**asked, "iss": provider.client_id, "aud": address, **_lifetime(at)}
    query = {name: asked[name] for name in OUTSIDE_OBJECT}
    return f"{address}?{urlencode({**query, 'request': signed(claims, provider.keys)})}"


def redemption(provider: Provider, *, code: str, verifier: str, at: datetime) -> dict[str, str]:
    """The form for the token endpoint: the code, the PKCE verifier and our signed assertion (RFC 7523)."""
    us = provider.client_id
    assertion = {"iss": us, "sub": us, "aud": endpoint(provider, "token_endpoint", at=at), **_lifetime(at)}
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "client_id": us,
        "code_verifier": verifier,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": signed(assertion, provider.keys),
    }


def logout_address(provider: Provider, *, id_token: str, state: str, at: datetime) -> str:
    """Where to send the browser to sign out at the provider, too, and come back."""
    said = {"id_token_hint": id_token, "post_logout_redirect_uri": provider.signed_out_uri, "state": state}
    return f"{endpoint(provider, 'end_session_endpoint', at=at)}?{urlencode(said)}"


def _lifetime(at: datetime) -> dict[str, Any]:
    issued = int(at.timestamp())
    return {"iat": issued, "exp": issued + LIFETIME_SECONDS, "jti": secrets.token_urlsafe(24)}
