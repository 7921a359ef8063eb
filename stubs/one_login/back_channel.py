"""Tells the product that somebody signed out elsewhere (back-channel logout), rightly or wrongly on demand."""

import secrets
from typing import Any

import requests

from stubs.clock import Clock
from stubs.oidc.keys import Key, Keys, new_pem
from stubs.one_login.registration import Registration

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TOKEN_SECONDS = 120
ANSWER_SECONDS = 5.0
VARIANTS = (
    "right", "replay", "wrong-aud", "wrong-iss", "wrong-sub", "wrong-signature", "wrong-type", "expired",
    "not-yet-valid", "with-nonce", "without-event", "without-jti",
)  # fmt: skip


class UnknownVariant(ValueError):
    """No logout token goes wrong in that way."""


def logout_token(sub: str, client: Registration, *, issuer: str, keys: Keys, clock: Clock, variant: str) -> str:
    """Return a signed logout token; ``variant`` says what is wrong with it. Raises UnknownVariant."""
    if variant not in VARIANTS:
        raise UnknownVariant(f"A logout token can be {', '.join(VARIANTS)}")
    now = clock.timestamp()
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": sub,
        "aud": client.client_id,
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "jti": secrets.token_hex(16),
        "events": {EVENT: {}},
    }
    changes: dict[str, dict[str, Any]] = {
        "wrong-aud": {"aud": "another-service"},
        "wrong-iss": {"iss": "https://oidc.somebody-else.example/"},
        "wrong-sub": {"sub": "urn:fdc:gov.uk:2022:nobody"},
        "expired": {"iat": now - 2 * TOKEN_SECONDS, "exp": now - TOKEN_SECONDS},
        "not-yet-valid": {"iat": now + 3600, "exp": now + 3600 + TOKEN_SECONDS},
        "with-nonce": {"nonce": "a-logout-token-must-not-have-one"},
    }
    missing = {"without-event": "events", "without-jti": "jti"}.get(variant)
    claims = {name: value for name, value in (claims | changes.get(variant, {})).items() if name != missing}
    key = keys.current("ES256")
    if variant == "wrong-signature":
        key = Key(key.kid, key.alg, new_pem(key.alg))
    return key.sign(claims, {"typ": "JWT" if variant == "wrong-type" else "logout+jwt"})


def send(token: str, address: str) -> dict[str, Any]:
    """Post the token to the product; return {"status": its answer, or None with "error" if there was none}."""
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(address, data={"logout_token": token}, timeout=ANSWER_SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        return {"status": None, "error": type(error).__name__}
    return {"status": answer.status_code}
