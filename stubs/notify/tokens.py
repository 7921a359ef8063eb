"""Checks the signed token that every call to Notify carries."""

import time
from dataclasses import dataclass

import jwt

from stubs.notify.refusals import not_authorised

WITHIN_SECONDS = 30


@dataclass(frozen=True)
class Key:
    """An API key: ``{name}-{service id}-{secret}``. A name with "test" or "team" in it makes such a key."""

    name: str
    service_id: str
    secret: str

    @property
    def kind(self) -> str:
        """Return live, test or team."""
        return next((kind for kind in ("test", "team") if kind in self.name.lower()), "live")


def read_key(text: str) -> Key:
    """Split an API key into its parts."""
    return Key(text[:-74], text[-73:-37], text[-36:])


def check(header: str, key: Key, *, revoked: bool = False) -> None:
    """Refuse an Authorization header that does not prove the key.

    The token's age is measured by real time: the caller's computer knows nothing of a moved demonstration clock.
    """
    if not header:
        raise not_authorised(401, "Unauthorized: authentication token must be provided")
    if header[:7].title() != "Bearer ":
        raise not_authorised(401, "Unauthorized: authentication bearer scheme must be used")
    token = header[7:]
    claims = _claims_before_signature(token)
    if "iss" not in claims:
        raise not_authorised(403, "Invalid token: iss field not provided")
    if claims["iss"] != key.service_id:
        raise not_authorised(403, "Invalid token: service not found")
    _check_signature(token, key)
    _check_age(claims)
    if revoked:
        raise not_authorised(403, "Invalid token: API key revoked")


def _claims_before_signature(token: str) -> dict[str, object]:
    try:
        claims: dict[str, object] = jwt.decode(token, options={"verify_signature": False})
        algorithm = jwt.get_unverified_header(token).get("alg")
    except jwt.InvalidTokenError as error:
        raise not_authorised(403, "Invalid token: signature, api token is not valid") from error
    if algorithm != "HS256":
        raise not_authorised(403, "Invalid token: algorithm used is not HS256")
    return claims


def _check_signature(token: str, key: Key) -> None:
    try:
        jwt.decode(
            token,
            key.secret,
            algorithms=["HS256"],
            options={"verify_iat": False, "verify_exp": False, "verify_nbf": False, "verify_aud": False},
        )
    except jwt.InvalidTokenError as error:
        raise not_authorised(403, "Invalid token: API key not found") from error


def _check_age(claims: dict[str, object]) -> None:
    issued = claims.get("iat")
    if issued is None:
        raise not_authorised(403, "Invalid token: iat field not provided")
    if not isinstance(issued, int | float) or abs(time.time() - issued) > WITHIN_SECONDS:
        raise not_authorised(403, "Error: Your system clock must be accurate to within 30 seconds")
