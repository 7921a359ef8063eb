"""Signs tokens, and on demand forges them: wrong claims, wrong keys and wrong algorithms."""

import base64
import hmac
import json
import secrets
from typing import Any

from stubs.oidc.keys import Key, at_hash, new_pem

HOUR = 3600
Claims = dict[str, Any]


def wrong_claims(claims: Claims, what: str) -> Claims:
    """Return the claims of an ID token with ``what`` wrong in them; anything unknown changes nothing."""
    iat = claims["iat"]
    lasting = claims["exp"] - iat
    changes: dict[str, Claims] = {
        "iss": {"iss": "https://oidc.somebody-else.example/"},
        "aud": {"aud": "another-service"},
        "expired": {"iat": iat - HOUR - lasting, "nbf": iat - HOUR - lasting, "exp": iat - HOUR},
        "not-yet-valid": {"iat": iat + HOUR, "nbf": iat + HOUR, "exp": iat + HOUR + lasting},
        "nonce": {"nonce": secrets.token_urlsafe(16)},
        "at-hash": {"at_hash": at_hash(secrets.token_urlsafe(16))},
        "auth-time": {"auth_time": iat - 24 * HOUR},
    }
    if what == "no-sub":
        return {name: value for name, value in claims.items() if name != "sub"}
    return claims | changes.get(what, {})


def signed(claims: Claims, key: Key, what: str = "", headers: Claims | None = None) -> str:
    """Return a signed token, with ``what`` wrong in how it is signed: signature, alg, alg-none or kid."""
    named = {"typ": "JWT", "kid": key.kid, **(headers or {})}
    if what == "signature":
        return Key(key.kid, key.alg, new_pem(key.alg)).sign(claims, named)
    if what == "alg":
        return _hmac_signed(claims, {"alg": "HS256", **named}, key.public_pem())
    if what == "alg-none":
        return _joined(claims, {"alg": "none", **named}) + "."
    if what == "kid" and not headers:
        return key.sign(claims, {**named, "kid": secrets.token_hex(16)})
    return key.sign(claims, named)


def _hmac_signed(claims: Claims, header: Claims, secret: bytes) -> str:
    """Sign by hand: the library rightly refuses a public key as a secret, and a careless checker would not."""
    body = _joined(claims, header)
    return f"{body}.{_base64url(hmac.digest(secret, body.encode(), 'sha256'))}"


def _joined(claims: Claims, header: Claims) -> str:
    return ".".join(_base64url(json.dumps(part).encode()) for part in (header, claims))


def _base64url(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
