"""Makes the staff ID token, right or wrong on demand, and knows everything that can go wrong."""

import secrets
from collections.abc import Mapping
from typing import Any

import jwt

from stubs.clock import Clock
from stubs.oidc.forging import Claims, signed, wrong_claims
from stubs.oidc.keys import Keys
from stubs.oidc.mishaps import COMMON, IN_ID, Catalogue, Mishap
from stubs.staff_provider.people import Colleague

TENANT = "0e000000-0000-4000-8000-0000000000aa"
OTHER_TENANT = "0e000000-0000-4000-8000-0000000000bb"
ID_TOKEN_SECONDS = 3600
REFUSED = "The authorisation is refused"
REFUSALS = {
    "access_denied": "AADSTS65004: User declined to consent to access the app",
    "login_required": "AADSTS50058: Session information is not sufficient for single sign-on",
    "interaction_required": "AADSTS50076: You must use multi-factor authentication",
    "temporarily_unavailable": "AADSTS90033: A transient error has occurred",
    "server_error": "AADSTS90002: Unexpected server error",
}
CATALOGUE = Catalogue(
    (
        *(Mishap(error, REFUSED, error) for error in REFUSALS),
        *COMMON,
        Mishap("one-factor", IN_ID, "signed in without the second factor (amr is pwd only, no acrs)"),
        Mishap("wrong-tenant", IN_ID, "tenant (tid) of another organisation"),
        Mishap("no-roles", IN_ID, "no roles"),
        Mishap("unknown-role", IN_ID, "a role that the service does not know"),
        Mishap("no-oid", IN_ID, "no object id (oid)"),
    )
)


def id_token(grant: Mapping[str, Any], *, issuer: str, client_id: str, keys: Keys, clock: Clock) -> str:
    """Return the ID token of a grant, with its mishap."""
    now = clock.timestamp()
    person = Colleague(**grant["person"])
    claims: Claims = {
        "aud": client_id,
        "iss": issuer,
        "iat": now,
        "nbf": now,
        "exp": now + ID_TOKEN_SECONDS,
        "nonce": grant["asked"]["nonce"],
        "sub": grant["sub"],
        "oid": person.oid,
        "tid": TENANT,
        "name": person.name,
        "preferred_username": person.preferred_username,
        "email": person.preferred_username,
        "roles": person.roles,
        "amr": ["pwd", "mfa"],
        "acrs": ["c1"],
        "acr": "1",
        "auth_time": grant["auth_time"],
        "sid": grant["sid"],
        "uti": secrets.token_urlsafe(16),
        "ver": "2.0",
    }
    mishap = str(grant["mishap"])
    what = mishap.removeprefix("id-token-")
    return signed(_without_nothing(wrong_claims(claims, what) | _changes(mishap)), keys.current("RS256"), what)


def hinted(token: str, keys: Keys) -> bool:
    """Is this an ID token of ours, however old?"""
    options: Any = {"verify_exp": False, "verify_aud": False, "verify_iat": False, "verify_nbf": False}
    for key in keys.published():
        try:
            jwt.decode(token, key.public_pem(), algorithms=[key.alg], options=options)
        except jwt.PyJWTError:
            continue
        return True
    return False


def _changes(mishap: str) -> Claims:
    changes: dict[str, Claims] = {
        "one-factor": {"amr": ["pwd"], "acrs": None},
        "wrong-tenant": {"tid": OTHER_TENANT},
        "no-roles": {"roles": None},
        "unknown-role": {"roles": ["director_general"]},
        "no-oid": {"oid": None},
    }
    return changes.get(mishap, {})


def _without_nothing(claims: Claims) -> Claims:
    """Leave out what is empty: the real provider sends no roles at all to who has none."""
    return {name: value for name, value in claims.items() if value not in (None, [])}
