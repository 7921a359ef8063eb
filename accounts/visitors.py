"""Knows a browser again that began something without signing in: by the digest of a random secret in its cookie."""

import hashlib
import re
import secrets

from core.actor import Public

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """What a browser keeps in its cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def visitor(secret: str) -> Public:
    """The visitor with the secret; a nameless one if it is no secret of ours."""
    known = SECRET.fullmatch(secret)
    return Public(visitor=hashlib.sha256(secret.encode()).hexdigest()) if known else Public()
