"""Proof by a signed assertion instead of a secret (private_key_jwt, RFC 7521 section 4.2 and RFC 7523 section 3)."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from django.db import IntegrityError, transaction

from accounts.models import ApiClient, UsedAssertion

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = timedelta(minutes=5)
LEEWAY = timedelta(seconds=30)
DEMANDED = ["iss", "sub", "aud", "exp", "jti"]


def client_named(assertion: str) -> str:
    """Whom an assertion claims to come from; nothing of it is proved yet."""
    try:
        claims: dict[str, Any] = jwt.decode(assertion, options={"verify_signature": False})
    except jwt.PyJWTError:
        return ""
    return str(claims.get("sub") or "")[:100]


def proves(assertion: str, client: ApiClient, *, audiences: Collection[str], at: datetime) -> bool:
    """Whether the assertion is the client's, meant for an audience, fresh at the real time, and not used before."""
    for key in client.public_keys:
        claims = _claims(assertion, key, client, audiences)
        if claims is not None:
            return _is_first(client, claims, at=at)
    return False


def _claims(
    assertion: str, key: dict[str, Any], client: ApiClient, audiences: Collection[str]
) -> dict[str, Any] | None:
    algorithms = ["RS256", "PS256"] if key["kty"] == "RSA" else ["ES256"]
    try:
        public = jwt.PyJWK.from_dict(key).key
        read: dict[str, Any] = jwt.decode(
            assertion,
            public,
            algorithms=algorithms,
            audience=list(audiences),
            issuer=client.client_id,
            leeway=LEEWAY,
            options={"require": DEMANDED},
        )
    except (jwt.PyJWTError, ValueError):
        return None
    return read if read["sub"] == client.client_id and isinstance(read["jti"], str) else None


def _is_first(client: ApiClient, claims: dict[str, Any], *, at: datetime) -> bool:
    ends_at = datetime.fromtimestamp(claims["exp"], tz=UTC)
    if ends_at > at + LONGEST + LEEWAY or not 0 < len(claims["jti"]) <= 128:
        return False
    UsedAssertion.objects.filter(expires_at__lt=at - LONGEST).delete()
    try:
        with transaction.atomic():
            UsedAssertion.objects.create(client=client, jti=claims["jti"], expires_at=ends_at)
    except IntegrityError:
        return False
    return True
