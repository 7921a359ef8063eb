"""A provider's signing keys: made once, kept over restarts, rotated on demand with the former still published."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from stubs.store import Store

PUBLISHED_GENERATIONS = 2


def new_pem(alg: str) -> str:
    """Return a fresh private key for ES256, or for RS256 and its like, as PEM."""
    private = (
        ec.generate_private_key(ec.SECP256R1())
        if alg.startswith("ES")
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@dataclass(frozen=True)
class Key:
    """One signing key."""

    kid: str
    alg: str
    pem: str

    def sign(self, claims: dict[str, Any], headers: dict[str, Any] | None = None) -> str:
        """Return a signed token of these claims."""
        return jwt.encode(claims, self.pem, algorithm=self.alg, headers={"kid": self.kid, **(headers or {})})

    def public_pem(self) -> bytes:
        """Return the public half as PEM."""
        algorithm: Any = jwt.get_algorithm_by_name(self.alg)
        public = algorithm.prepare_key(self.pem).public_key()
        pem: bytes = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return pem

    def public_jwk(self) -> dict[str, Any]:
        """Return the public half as a JSON Web Key, without key id or use."""
        algorithm: Any = jwt.get_algorithm_by_name(self.alg)
        jwk = algorithm.to_jwk(algorithm.prepare_key(self.public_pem()), as_dict=True)
        return {name: value for name, value in jwk.items() if name != "key_ops"}


class Keys:
    """The keys of one purpose, one current key for each algorithm."""

    def __init__(self, store: Store, purpose: str, algorithms: tuple[str, ...]) -> None:
        """Keep the keys in ``store``; they are made when first needed."""
        self._store = store
        self._kind = f"keys-{purpose}"
        self._algorithms = algorithms

    @property
    def kind(self) -> str:
        """Under which kind the keys are stored, so that a reset may spare them."""
        return self._kind

    def current(self, alg: str) -> Key:
        """Return the key that signs now."""
        return self._generations()[-1][alg]

    def rotate(self) -> None:
        """Sign with fresh keys from now on; the former stay published for one more rotation."""
        with self._store.locked():
            generations = self._store.all(self._kind)
            number = int(generations[-1]["number"]) + 1 if generations else 1
            self._store.put(self._kind, str(number), {"number": number, "keys": self._fresh()})
            for old in generations[: len(generations) + 1 - PUBLISHED_GENERATIONS]:
                self._store.delete(self._kind, str(old["number"]))

    def published(self) -> list[Key]:
        """Return the keys that anyone may check signatures with, the current ones first."""
        return [key for generation in reversed(self._generations()) for key in generation.values()]

    def jwks(self) -> dict[str, Any]:
        """Return the published keys as a JSON Web Key Set."""
        return {
            "keys": [{**key.public_jwk(), "kid": key.kid, "use": "sig", "alg": key.alg} for key in self.published()]
        }

    def _generations(self) -> list[dict[str, Key]]:
        with self._store.locked():
            if not self._store.all(self._kind):
                self.rotate()
            rows = self._store.all(self._kind)
        return [{alg: Key(**key) for alg, key in row["keys"].items()} for row in rows]

    def _fresh(self) -> dict[str, dict[str, str]]:
        return {alg: {"kid": secrets.token_hex(16), "alg": alg, "pem": new_pem(alg)} for alg in self._algorithms}


def at_hash(access_token: str) -> str:
    """Return the at_hash claim for an access token: the left half of its SHA-256, base64url without padding."""
    digest = hashlib.sha256(access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
