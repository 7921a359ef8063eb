"""Our own keys: the first signs what we send to a provider, all of them are published for it to check."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from jwt.algorithms import RSAAlgorithm

BLOCK = re.compile(r"-----BEGIN (?P<kind>[A-Z ]+)-----.+?-----END (?P=kind)-----", re.DOTALL)
ALGORITHM = "RS256"


class UnusableKey(ValueError):
    """A configured key cannot be used; the message says why."""


@dataclass(frozen=True)
class OwnKey:
    """One of our keys; ``private`` is None for one that is published only, such as the former one."""

    kid: str
    public: RSAPublicKey
    private: RSAPrivateKey | None

    def jwk(self) -> dict[str, Any]:
        """The public half as a JSON Web Key."""
        return {**_bare_jwk(self.public), "kid": self.kid, "use": "sig", "alg": ALGORITHM}


@cache
def own_keys(pem: str) -> tuple[OwnKey, ...]:
    """The keys of a setting: PEM blocks, private or public, the signing one first.

    Raises:
        UnusableKey: if there is none, one is no RSA key, or the first is not private.
    """
    keys = tuple(_own_key(block[0]) for block in BLOCK.finditer(pem))
    if not keys:
        raise UnusableKey("it holds no key in PEM")
    if keys[0].private is None:
        raise UnusableKey("its first key is not a private one")
    return keys


def signed(claims: dict[str, Any], pem: str) -> str:
    """The claims as a token, signed with the first key and naming it."""
    key = own_keys(pem)[0]
    assert key.private is not None  # own_keys refuses anything else
    return jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.kid})


def published(pem: str) -> dict[str, Any]:
    """Our JSON Web Key Set, for the provider to fetch."""
    return {"keys": [key.jwk() for key in own_keys(pem)]}


def _own_key(block: str) -> OwnKey:
    try:
        private = None if "PUBLIC" in block else load_pem_private_key(block.encode(), password=None)
        public = load_pem_public_key(block.encode()) if private is None else private.public_key()
    except (ValueError, TypeError) as error:
        raise UnusableKey(f"a key in it cannot be read: {error}") from error
    if not isinstance(public, RSAPublicKey) or not isinstance(private, RSAPrivateKey | None):
        raise UnusableKey("a key in it is no RSA key")
    return OwnKey(_thumbprint(public), public, private)


def _bare_jwk(public: RSAPublicKey) -> dict[str, Any]:
    whole = RSAAlgorithm.to_jwk(public, as_dict=True)
    return {name: whole[name] for name in ("e", "kty", "n")}


def _thumbprint(public: RSAPublicKey) -> str:
    """The key's id: its thumbprint (RFC 7638), so that it follows from the key and is never given twice."""
    canonical = json.dumps(_bare_jwk(public), sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(canonical.encode()).digest()).rstrip(b"=").decode()
