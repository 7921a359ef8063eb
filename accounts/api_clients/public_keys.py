"""The public keys by which a client proves who it is: read from PEM or JWK, kept as JWK."""

import json
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate
from django.utils.translation import gettext as _
from jwt import PyJWK
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.exceptions import PyJWKError, PyJWTError

MOST = 5
SHORTEST_RSA = 2048
PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "k")


class KeyUnreadable(ValueError):
    """What was given is no public key that we take; the message says what to give."""


def read_keys(text: str) -> list[dict[str, Any]]:
    """The keys in a PEM block, a JWK or a JWK set, each with a ``kid``.

    Raises:
        KeyUnreadable.
    """
    plain = text.strip()
    found = [_from_jwk(one) for one in _jwks(plain)] if plain.startswith(("{", "[")) else [_from_pem(plain)]
    if not 1 <= len(found) <= MOST:
        raise KeyUnreadable(_("Give between 1 and %(most)s keys") % {"most": MOST})
    return [{**key, "kid": key.get("kid") or f"key-{place}"} for place, key in enumerate(found, start=1)]


def _jwks(text: str) -> list[Any]:
    try:
        read = json.loads(text)
    except ValueError as error:
        raise KeyUnreadable(_("This is not JSON. Give a public key as PEM, JWK or JWK set")) from error
    if isinstance(read, dict):
        read = read.get("keys", [read])
    if not isinstance(read, list):
        raise KeyUnreadable(_("This is no JWK set. It has a list of keys under “keys”"))
    return read


def _from_jwk(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or any(name in given for name in PRIVATE):
        raise KeyUnreadable(_("Give the public key only. Never send a private key to anybody"))
    try:
        key = PyJWK.from_dict({**given, "alg": given.get("alg") or _algorithm_of(given)}).key
    except (PyJWKError, PyJWTError, ValueError, TypeError, KeyError) as error:
        raise KeyUnreadable(_("This is no public key that we can read. Give RSA, or EC on the curve P-256")) from error
    return {**_checked(key), **({"kid": str(given["kid"])[:100]} if given.get("kid") else {})}


def _algorithm_of(given: dict[str, Any]) -> str:
    return {"RSA": "RS256", "EC": "ES256"}[given["kty"]]


def _from_pem(text: str) -> dict[str, Any]:
    if "PRIVATE KEY" in text:
        raise KeyUnreadable(_("Give the public key only. Never send a private key to anybody"))
    try:
        is_certificate = "BEGIN CERTIFICATE" in text
        key = (
            load_pem_x509_certificate(text.encode()).public_key()
            if is_certificate
            else load_pem_public_key(text.encode())
        )
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnreadable(
            _("This is no public key that we can read. Begin with -----BEGIN PUBLIC KEY-----")
        ) from error
    return _checked(key)


def _checked(key: Any) -> dict[str, Any]:
    if isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_RSA:
        return {**RSAAlgorithm.to_jwk(key, as_dict=True), "alg": "RS256"}
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return {**ECAlgorithm.to_jwk(key, as_dict=True), "alg": "ES256"}
    raise KeyUnreadable(_("Give an RSA key of 2,048 bits or more, or an EC key on the curve P-256"))
