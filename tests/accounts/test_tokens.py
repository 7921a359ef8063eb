"""A token is checked whole: what a provider may never say ends as a refusal, never as an error of ours."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from accounts.oidc import tokens
from accounts.oidc.errors import SignInRefused

KEY = ec.generate_private_key(ec.SECP256R1())
PUBLISHED = jwt.PyJWK({**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key())), "alg": "ES256"})
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOW = int(AT.timestamp())
GOOD: dict[str, Any] = {"iss": "https://i/", "aud": "us", "sub": "urn:a", "iat": NOW, "exp": NOW + 120}


def signed(**changes: Any) -> str:
    claims = json.dumps({**GOOD, **changes}).encode()
    return jwt.api_jws.encode(claims, KEY, algorithm="ES256", headers={"kid": "k"})


def check(token: Any, *, required: tuple[str, ...] = ("sub", "aud", "iss", "exp", "iat")) -> dict[str, Any]:
    claims = tokens.verified(token, key_for=lambda kid: PUBLISHED, algorithms=("ES256", "RS256"))
    tokens.demand(claims, issuer="https://i/", audience="us", required=required, at=AT)
    return claims


def test_a_good_token_is_taken() -> None:
    assert check(signed())["sub"] == "urn:a"
    assert check(signed(auth_time=NOW - 3600))["auth_time"] == NOW - 3600


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": 5},
        {"sub": ["urn:a"]},
        {"sub": "u" * 256},
        {"sub": "urn:\0"},
        {"sub": "urn:ü"},
        {"sub": None},
        {"iss": "https://i"},
        {"iss": ["https://i/"]},
        {"aud": "them"},
        {"aud": ["us", "them"]},
        {"aud": {"us": 1}},
        {"exp": NOW - 10},
        {"exp": str(NOW + 120)},
        {"exp": True},
        {"exp": float("nan")},
        {"exp": float("inf")},
        {"exp": 10**20},
        {"iat": NOW + 11},
        {"iat": None},
        {"nbf": NOW + 11},
        {"auth_time": NOW + 11},
        {"auth_time": "yesterday"},
        {"auth_time": -1},
        {"auth_time": 10**20},
        {"auth_time": True},
    ],
)
def test_a_claim_that_is_not_as_it_must_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SignInRefused):
        check(signed(**changes))


@pytest.mark.parametrize("skew", [timedelta(seconds=9), timedelta(seconds=-9)])
def test_clocks_may_differ_by_a_few_seconds(skew: timedelta) -> None:
    seconds = int(skew.total_seconds())
    check(signed(iat=NOW + max(seconds, 0), exp=NOW + min(seconds, 0) + (120 if seconds > 0 else 0)))


def with_header(**header: Any) -> str:
    text = json.dumps({"kid": "k", "alg": "ES256", **header}).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode() + signed()[signed().index(".") :]


DEEP: Any = []
for _ in range(500):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "header",
    [
        {"alg": ["ES256"]},
        {"alg": {}},
        {"alg": None},
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "RS256"},
        {"kid": None},
        {"kid": 5},
        {"kid": ["k"]},
        {"crit": ["exp"]},
        {"b64": False},
        {"x": DEEP},
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_refused(header: dict[str, Any]) -> None:
    with pytest.raises(SignInRefused):
        check(with_header(**header))


@pytest.mark.parametrize("token", [None, 5, "", "a", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "." * 4000])
def test_what_is_no_token_is_refused(token: Any) -> None:
    with pytest.raises(SignInRefused):
        check(token)
