"""Checks a provider's token whole: algorithm, key, signature and every claim; the time is told, never read."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import jwt

from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import KeyFor

LEEWAY_SECONDS = 10
LAST_SECOND = 253_402_300_800  # the end of the year 9999: what lies beyond is no moment
LONGEST_SUBJECT = 255
UNCHECKED: Any = {f"verify_{name}": False for name in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")}
Claims = dict[str, Any]


def verified(token: object, *, key_for: KeyFor, algorithms: Iterable[str], kind: str = "") -> Claims:
    """The claims of a token whose signature holds, by the key that it names and that key's own algorithm.

    ``kind`` is the ``typ`` that its header must state, if it must.

    Raises:
        SignInRefused: for anything else.
    """
    if not isinstance(token, str):
        raise SignInRefused("a token is missing")
    header = _header(token)
    kid, algorithm = header.get("kid"), header.get("alg")
    if kind and str(header.get("typ", "")).lower() != kind:
        raise SignInRefused("typ")
    if not isinstance(kid, str) or not isinstance(algorithm, str) or algorithm not in set(algorithms):
        raise SignInRefused("alg or kid")
    key = key_for(kid)
    if key.algorithm_name != algorithm:
        raise SignInRefused("alg is not the key's")
    try:
        return dict(jwt.decode(token, key, algorithms=[algorithm], options=UNCHECKED))
    except jwt.PyJWTError as error:
        raise SignInRefused(f"signature: {error}") from error


def demand(claims: Mapping[str, Any], *, issuer: str, audience: str, required: Iterable[str], at: datetime) -> None:
    """Demands issuer, audience, all required claims, and that the token is good at this moment.

    Raises:
        SignInRefused: naming the first claim that is missing or wrong.
    """
    for name in required:
        if claims.get(name) in (None, "", [], {}):
            raise SignInRefused(f"{name} is missing")
    if not _can_be_kept(claims.get("sub", "-")):
        raise SignInRefused("sub")
    if claims.get("iss") != issuer:
        raise SignInRefused("iss")
    _demand_audience(claims, audience)
    _demand_time(claims, at=at)


def demand_same(claims: Mapping[str, Any], name: str, expected: str) -> None:
    """Raises:
    SignInRefused: if the claim is not exactly what was expected.
    """
    said = claims.get(name)
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), expected.encode()):
        raise SignInRefused(name)


def at_hash_of(access_token: str) -> str:
    """The ``at_hash`` of an access token under ES256 and RS256: the left half of its SHA-256, in base64url."""
    digest = hashlib.sha256(access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _header(token: str) -> Mapping[str, Any]:
    try:
        return jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise SignInRefused(f"no token: {error}") from error


def _demand_audience(claims: Mapping[str, Any], audience: str) -> None:
    said = claims.get("aud")
    audiences = said if isinstance(said, list) else [said]
    if audience not in audiences or (len(audiences) > 1 and claims.get("azp") != audience):
        raise SignInRefused("aud")


def _demand_time(claims: Mapping[str, Any], *, at: datetime) -> None:
    moment = at.timestamp()
    if moment >= _seconds(claims, "exp") + LEEWAY_SECONDS:
        raise SignInRefused("exp")
    for name in ("iat", "nbf", "auth_time"):
        if name in claims and _seconds(claims, name) > moment + LEEWAY_SECONDS:
            raise SignInRefused(name)


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    said = claims.get(name)
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said < LAST_SECOND:
        raise SignInRefused(name)
    return said


def _can_be_kept(subject: object) -> bool:
    """OpenID Connect Core 2: a subject is at most 255 ASCII characters."""
    return isinstance(subject, str) and len(subject) <= LONGEST_SUBJECT and subject.isascii() and subject.isprintable()
