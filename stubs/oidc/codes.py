"""Authorisation codes and access tokens: issued once, each good for a short while and for one grant."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from stubs.clock import Clock
from stubs.oidc.errors import TokenRefused
from stubs.store import Store


class Codes:
    """Issues and redeems codes, and the access tokens that follow from them. A grant is a plain JSON document."""

    def __init__(self, store: Store, clock: Clock, *, code_seconds: int, token_seconds: int) -> None:
        """Codes and access tokens last so many seconds."""
        self._store = store
        self._clock = clock
        self._code_seconds = code_seconds
        self.token_seconds = token_seconds

    def issue(self, grant: Mapping[str, Any]) -> str:
        """Return a new code for the grant."""
        code = secrets.token_urlsafe(32)
        self._store.put("code", code, {"grant": dict(grant), "issued_at": self._clock.timestamp(), "used": False})
        return code

    def redeem(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Use up a code and return its grant; raise TokenRefused for a wrong, old, used or unproved one."""
        code = form.get("code", "")
        row = self._use_up(code)
        if row is None:
            raise TokenRefused("invalid_grant", "The authorisation code is unknown, expired or was used before")
        grant = dict(row["grant"])
        if form.get("redirect_uri") != grant["redirect_uri"]:
            raise TokenRefused("invalid_grant", "The redirect_uri is not the one of the authorisation request")
        _check_verifier(grant.get("code_challenge"), form.get("code_verifier"))
        return {**grant, "code": code}

    def issue_access_token(self, grant: Mapping[str, Any]) -> str:
        """Return a new opaque access token for the grant."""
        token = secrets.token_urlsafe(32)
        document = {"token": token, "grant": dict(grant), "issued_at": self._clock.timestamp()}
        self._store.put("access-token", token, document)
        return token

    def grant_of(self, authorization: str) -> dict[str, Any] | None:
        """Return the grant of the bearer token in an Authorization header, or None if it opens nothing."""
        scheme, _, token = authorization.partition(" ")
        row = self._store.get("access-token", token) if scheme.lower() == "bearer" else None
        if row is None or row["issued_at"] + self.token_seconds < self._clock.timestamp():
            return None
        return dict(row["grant"])

    def _use_up(self, code: str) -> dict[str, Any] | None:
        """Return the code's row the first time and in time; a second use also ends what the first one gave."""
        with self._store.locked():
            row = self._store.get("code", code)
            if row and row["used"]:
                self._revoke(code)
            if row is None or row["used"] or row["issued_at"] + self._code_seconds < self._clock.timestamp():
                return None
            self._store.put("code", code, {**row, "used": True})
        return row

    def _revoke(self, code: str) -> None:
        for row in self._store.all("access-token"):
            if row["grant"].get("code") == code:
                self._store.delete("access-token", row["token"])


def challenge_of(verifier: str) -> str:
    """Return the S256 code challenge of a PKCE verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _check_verifier(challenge: str | None, verifier: str | None) -> None:
    if challenge and not verifier:
        raise TokenRefused("invalid_grant", "The code_verifier is missing")
    if verifier and not challenge:
        raise TokenRefused("invalid_grant", "No code_challenge was sent with the authorisation request")
    if challenge and verifier and not secrets.compare_digest(challenge, challenge_of(verifier)):
        raise TokenRefused("invalid_grant", "The code_verifier does not match the code_challenge")
