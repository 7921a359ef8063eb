"""The key of a core identity is looked for in the issuer's DID document, and only under the issuer's own name."""

import json
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache

from accounts.models import ProviderDocument
from accounts.oidc.errors import SignInRefused
from accounts.one_login.asking import CORE_IDENTITY
from accounts.one_login.identity import VerifiedIdentity, proved_identity

pytestmark = pytest.mark.django_db
KEY = ec.generate_private_key(ec.SECP256R1())
JWK = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
DID, KID = "did:web:identity.example", "did:web:identity.example#one"
SUBJECT = "urn:fdc:gov.uk:2022:a"
NAME = {"nameParts": [{"type": "GivenName", "value": "Ann"}, {"type": "FamilyName", "value": "Test"}]}
GOOD = {"id": DID, "assertionMethod": [{"id": KID, "publicKeyJwk": JWK}]}


def publish(at: datetime, document: Any) -> None:
    """What the issuer published, as we read it a moment ago; it cannot be asked again."""
    cache.clear()
    times = {"fetched_at": at, "fresh_until": at + timedelta(hours=1)}
    ProviderDocument.objects.create(url="http://127.0.0.1:1/.well-known/did.json", body=document, **times)


@pytest.fixture(autouse=True)
def _issuer(settings: Any) -> None:
    """An issuer that does not answer."""
    settings.ONE_LOGIN_IDENTITY_ISSUER = "http://127.0.0.1:1/"


def identity(at: datetime, *, kid: str = KID, key: Any = KEY, alg: str = "ES256", **changes: Any) -> VerifiedIdentity:
    now = int(at.timestamp())
    claims = {"iss": "http://127.0.0.1:1/", "aud": "us", "sub": SUBJECT, "exp": now + 1800, "vot": "P2"}
    said = {**claims, "vc": {"credentialSubject": {"name": [NAME]}}, **changes}
    token = jwt.encode(said, key, algorithm=alg, headers={"kid": kid})
    return proved_identity({CORE_IDENTITY: token}, subject=SUBJECT, client_id="us", at=at)


def test_a_key_of_the_issuers_own_is_taken(at: datetime) -> None:
    publish(at, GOOD)
    assert identity(at).names == ("Ann Test",)


@pytest.mark.parametrize(
    "document",
    [
        {"id": "did:web:other.example", "assertionMethod": GOOD["assertionMethod"]},
        {"id": DID, "assertionMethod": []},
        {"id": DID, "assertionMethod": [KID]},
        {"id": DID, "assertionMethod": [{"id": KID}]},
        {"id": DID, "assertionMethod": [{"id": KID, "publicKeyJwk": {"kty": "oct", "k": "AAAA"}}]},
        {"id": DID, "assertionMethod": [{"id": f"{DID}#two", "publicKeyJwk": JWK}]},
    ],
)
def test_a_key_that_is_not_published_under_the_issuers_name_is_refused(document: Any, at: datetime) -> None:
    publish(at, document)
    with pytest.raises(SignInRefused):
        identity(at)


@pytest.mark.parametrize("kid", ["did:web:other.example#one", "one", f"{DID}#", DID, "#one"])
def test_a_token_that_names_a_key_of_somebody_else_is_refused(kid: str, at: datetime) -> None:
    publish(at, {"id": DID, "assertionMethod": [{"id": kid, "publicKeyJwk": JWK}, {"id": KID, "publicKeyJwk": JWK}]})
    if kid.partition("#")[0] == DID:
        kid = f"{kid}x"
    with pytest.raises(SignInRefused):
        identity(at, kid=kid)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "them"},
        {"sub": "urn:fdc:gov.uk:2022:b"},
        {"vot": "P1"},
        {"vot": None},
        {"exp": 0},
        {"vc": "Ann Test"},
        {"vc": {"credentialSubject": {"name": []}}},
        {"vc": {"credentialSubject": {"name": [NAME], "birthDate": [{"value": "yesterday"}]}}},
    ],
)
def test_an_identity_whose_claims_are_not_right_is_refused(changes: dict[str, Any], at: datetime) -> None:
    publish(at, GOOD)
    with pytest.raises(SignInRefused):
        identity(at, **changes)


def test_an_identity_signed_by_another_key_or_algorithm_is_refused(at: datetime) -> None:
    publish(at, GOOD)
    with pytest.raises(SignInRefused, match="signature"):
        identity(at, key=ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(SignInRefused, match="alg"):
        identity(at, key="a secret of thirty-two bytes or so", alg="HS256")


def test_the_last_good_document_serves_while_the_issuer_is_down(at: datetime) -> None:
    publish(at - timedelta(days=3), GOOD)
    assert identity(at).names == ("Ann Test",)
