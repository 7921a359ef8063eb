"""The product's public keys, fetched from the address that it registered and remembered by key id."""

import threading
from typing import Any

import jwt
import requests

from stubs.oidc.errors import BadSignature, KeysUnreachable

FETCH_SECONDS = 5.0


class ClientKeys:
    """The keys at one address. A known key id is not fetched again; an unknown one fetches the whole set."""

    def __init__(self, url: str) -> None:
        """Nothing is fetched yet."""
        self._url = url
        self._known: dict[str, jwt.PyJWK] = {}
        self._lock = threading.Lock()

    def key_for(self, kid: str) -> jwt.PyJWK:
        """Return the key; raise BadSignature for one that is not published, KeysUnreachable if none can be read."""
        with self._lock:
            if kid not in self._known:
                self._known = self._fetch()
            if kid not in self._known:
                raise BadSignature(f"No key with the id {kid} is published at {self._url}")
            return self._known[kid]

    def forget(self) -> None:
        """Fetch again when next asked."""
        with self._lock:
            self._known = {}

    def _fetch(self) -> dict[str, jwt.PyJWK]:
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.get(self._url, timeout=FETCH_SECONDS, headers={"User-Agent": "stand-in/1"})
            answer.raise_for_status()
            rows: list[dict[str, Any]] = answer.json()["keys"]
            return {str(row["kid"]): jwt.PyJWK(row) for row in rows}
        except (requests.RequestException, ValueError, LookupError, TypeError, jwt.PyJWTError) as error:
            raise KeysUnreachable(f"The keys at {self._url} cannot be read: {error}") from error


def verified_claims(token: str, keys: ClientKeys, algorithms: tuple[str, ...]) -> dict[str, Any]:
    """Return the claims of a token that the product signed with an RSA key; nothing but the signature is checked.

    Raises BadSignature, or KeysUnreachable.
    """
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise BadSignature("It is not a signed token") from error
    if header.get("alg") not in algorithms:
        raise BadSignature(f"It is signed with {header.get('alg')}, which is not accepted")
    if not header.get("kid"):
        raise BadSignature("Its header names no key (kid)")
    key = keys.key_for(header["kid"])
    if key.key_type != "RSA":
        raise BadSignature("Its key is no RSA key")
    options: Any = {"verify_" + name: False for name in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")}
    try:
        return dict(jwt.decode(token, key.key, algorithms=list(algorithms), options=options))
    except jwt.PyJWTError as error:
        raise BadSignature(f"Its signature does not hold: {error}") from error


def audiences(claims: dict[str, Any]) -> list[str]:
    """Return the audiences of a token, however many it names."""
    named = claims.get("aud", [])
    return [named] if isinstance(named, str) else [str(name) for name in named]
