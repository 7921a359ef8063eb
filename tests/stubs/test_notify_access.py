"""The stand-in for Notify lets in who has the key, and keeps Notify's limits."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests

from stubs.notify import Notify
from tests.stubs.money import pass_time, running
from tests.stubs.notify_service import (
    API_SECRET,
    DAY_SECONDS,
    EMAIL,
    KEY,
    SERVICE_ID,
    TEAM_KEY,
    TEST_KEY,
    UNKNOWN,
    VALUES,
    client,
    control,
    refused,
    running_notify,
    send,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="module")
def running_url(folder: Path) -> Iterator[str]:
    with running_notify(folder) as url:
        yield url


@pytest.fixture
def url(running_url: str) -> str:
    control(running_url, "reset")
    return running_url


def authorised(url: str, header: str | None) -> tuple[int, str]:
    headers = {} if header is None else {"Authorization": header}
    answer = requests.get(f"{url}/v2/templates", headers=headers, timeout=10)
    error = answer.json().get("errors", [{"error": "", "message": ""}])[0]
    assert error["error"] in ("", "AuthError")
    return answer.status_code, error["message"]


def token(secret: str = API_SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    whole = {"iss": SERVICE_ID, "iat": int(time.time()), **claims}
    return "Bearer " + jwt.encode({k: v for k, v in whole.items() if v is not None}, secret, algorithm)


def test_a_token_must_prove_the_key(url: str) -> None:
    clock = "Error: Your system clock must be accurate to within 30 seconds"
    now = int(time.time())
    assert authorised(url, token()) == (200, "")
    assert authorised(url, None) == (401, "Unauthorized: authentication token must be provided")
    assert authorised(url, "Basic x") == (401, "Unauthorized: authentication bearer scheme must be used")
    assert authorised(url, "Bearer x") == (403, "Invalid token: signature, api token is not valid")
    assert authorised(url, token("0" * 36)) == (403, "Invalid token: API key not found")
    assert authorised(url, token(iss=UNKNOWN)) == (403, "Invalid token: service not found")
    assert authorised(url, token(iss=None)) == (403, "Invalid token: iss field not provided")
    assert authorised(url, token(iat=None)) == (403, "Invalid token: iat field not provided")
    assert authorised(url, token(iat=now - 60)) == (403, clock)
    assert authorised(url, token(iat=now + 60)) == (403, clock)
    assert authorised(url, token(API_SECRET * 2, "HS512")) == (403, "Invalid token: algorithm used is not HS256")


def test_a_revoked_key_is_refused_and_a_moved_clock_does_no_harm(url: str) -> None:
    pass_time(url, seconds=40 * DAY_SECONDS)
    assert send(url)["id"]
    control(url, "key", revoked=True)
    assert refused(lambda: send(url)) == (403, "AuthError", "Invalid token: API key revoked")


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        (
            {"STUBS_NOTIFY_RATE": "0"},
            "RateLimitError",
            "Exceeded rate limit for key type LIVE of 0 requests per 60 seconds",
        ),
        ({"STUBS_NOTIFY_DAILY_EMAIL": "0"}, "TooManyRequestsError", "Exceeded send limits (email: 0) for today"),
    ],
)
def test_limits_are_kept(folder: Path, settings: dict[str, str], error: str, says: str) -> None:
    with running_notify(folder, **settings) as url:
        assert refused(lambda: send(url)) == (429, error, says)


def test_the_daily_limit_ends_with_the_day(folder: Path) -> None:
    with running(Notify, NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATES_DIR=str(folder), STUBS_NOTIFY_DAILY_EMAIL="1") as url:
        send(url)
        assert refused(lambda: send(url))[0] == 429
        pass_time(url, seconds=DAY_SECONDS)
        assert send(url)["id"]


def test_a_team_key_sends_to_guests_only_and_a_test_key_has_no_daily_limit(folder: Path) -> None:
    settings = {"NOTIFY_TEMPLATES_DIR": str(folder), "STUBS_NOTIFY_DAILY_EMAIL": "0"}
    with running(Notify, NOTIFY_API_KEY=TEST_KEY, **settings) as url:
        assert client(url, TEST_KEY).send_email_notification("a@b.uk", EMAIL, VALUES)["id"]
    settings = {"NOTIFY_TEMPLATES_DIR": str(folder), "STUBS_NOTIFY_GUESTS": "bo@example.com"}
    with running(Notify, NOTIFY_API_KEY=TEAM_KEY, **settings) as url:
        assert client(url, TEAM_KEY).send_email_notification("bo@example.com", EMAIL, VALUES)["id"]
        status, error, _ = refused(lambda: client(url, TEAM_KEY).send_email_notification("a@b.uk", EMAIL, VALUES))
        assert (status, error) == (400, "BadRequestError")
