"""Who gets a token, by secret or by signed assertion, and what it is good for (RFC 6749, 7523, 9700)."""

import base64
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from builders.filings import an_account
from builders.programs import Program, a_client, a_program, a_token
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from accounts.api_clients import keeping
from accounts.api_clients.assertions import TYPE
from accounts.api_clients.keeping import Wanted
from accounts.models import ApiClient
from core.models import AuditEvent

pytestmark = pytest.mark.django_db
WANTED = Wanted("Docketing", "systems@firm.example", frozenset({"rights:read", "filings:write"}))


def made(at: datetime) -> tuple[ApiClient, str]:
    return keeping.make_client(WANTED, is_system=True, by=an_account(at), at=at)


def asked(data: dict[str, str], **headers: str) -> Any:
    return Client().post("/oauth/token/", data, headers=headers)


def test_a_system_gets_a_token_with_its_secret_for_ten_minutes(at: datetime) -> None:
    client, secret = made(at)
    basic = base64.b64encode(f"{client.client_id}:{secret}".encode()).decode()
    answer = asked({"grant_type": "client_credentials"}, Authorization=f"Basic {basic}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 600)
    assert sorted(body["scope"].split()) == ["filings:write", "rights:read"]
    assert AuditEvent.objects.filter(verb="api-token", subject=client.reference).count() == 1


def test_a_wrong_secret_an_ended_client_and_a_scope_too_many_get_none(at: datetime) -> None:
    client, secret = made(at)
    own = {"client_id": client.client_id, "grant_type": "client_credentials"}
    assert asked({**own, "client_secret": "wrong"}).status_code == 401
    assert asked({**own, "client_secret": secret, "scope": "payments:write"}).json()["error"] == "invalid_scope"
    ApiClient.objects.update(revoked_at=at)
    assert asked({**own, "client_secret": secret}).status_code == 401


def test_a_signed_assertion_is_good_once_and_ends_the_secret(at: datetime) -> None:
    client, secret = made(at)
    private = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(private.public_key()))
    by = replace(an_account(at, email="other@example.com"), organisation_id=client.organisation_id)
    keeping.keep_keys(client, [{**public, "alg": "ES256", "kid": "one"}], by=by, at=at)
    own = {"grant_type": "client_credentials", "client_assertion_type": TYPE}
    signed = assertion(client, private)
    assert asked({**own, "client_assertion": signed}).status_code == 200
    assert asked({**own, "client_assertion": signed}).status_code == 401
    basic = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    assert asked(basic).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "https://elsewhere.example"},
        {"iss": "another"},
        {"sub": "another"},
        {"exp": timezone.now() - timedelta(minutes=2)},
        {"exp": timezone.now() + timedelta(hours=1)},
        {"jti": None},
    ],
)
def test_an_assertion_that_is_not_quite_right_is_none(at: datetime, changed: dict[str, Any]) -> None:
    client, _secret = made(at)
    private = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(private.public_key()))
    ApiClient.objects.update(public_keys=[{**public, "alg": "ES256", "kid": "one"}])
    data = {"grant_type": "client_credentials", "client_assertion_type": TYPE}
    assert asked({**data, "client_assertion": assertion(client, private, **changed)}).status_code == 401
    stranger = ec.generate_private_key(ec.SECP256R1())
    assert asked({**data, "client_assertion": assertion(client, stranger)}).status_code == 401


def assertion(client: ApiClient, key: Any, **changed: Any) -> str:
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": settings.PUBLIC_URL + "/oauth/token/",
        "exp": timezone.now() + timedelta(minutes=2),
        "jti": uuid4().hex,
    }
    said = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    return jwt.encode(said, key, algorithm="ES256", headers={"kid": "one"})


@override_settings(API_PUBLIC_REQUESTS_A_MINUTE=120)
def test_a_call_without_a_token_reads_public_data_and_nothing_else(at: datetime) -> None:
    nobody = Program()
    found = nobody.call("GET", "reference-data/codes/right-statuses")
    assert found.status_code == 200
    assert {"code": "granted", "name": "Granted"} in found.json()["items"]
    assert found["Cache-Control"] == "public, max-age=60"
    assert (
        nobody.call("GET", "reference-data/codes/right-statuses", **{"If-None-Match": found["ETag"]}).status_code == 304
    )
    assert found["RateLimit-Limit"] == "120"


def test_a_bad_token_and_a_cookie_are_no_sign_in(at: datetime) -> None:
    answer = Program("nonsense").call("GET", "reference-data/codes/right-statuses")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    said = answer.json()["error"]
    assert (said["code"], said["status"]) == ("badToken", 401)
    assert said["correlationId"] == answer["X-Correlation-ID"]


def test_unknown_addresses_answer_in_the_same_shape() -> None:
    answer = Program().call("GET", "no-such-thing")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "notFound")


def test_a_token_ends_with_its_client(at: datetime) -> None:
    program = a_program(an_account(at))
    assert program.call("GET", "reference-data/codes/relations").status_code == 200
    ApiClient.objects.update(revoked_at=at)
    assert program.call("GET", "reference-data/codes/relations").status_code == 401


def test_calls_are_counted_and_one_too_many_waits(at: datetime, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    program = Program(a_token(a_client(an_account(at))))
    answers = [program.call("GET", "reference-data/codes/relations") for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
