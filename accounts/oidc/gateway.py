"""The calls to a sign-in provider: documents, the token endpoint and the userinfo endpoint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import requests

from core.outside import Refused, Unavailable, outside
from core.version import user_agent

TIMEOUT = (3.05, 6)  # seconds to connect, seconds without a byte
LARGEST = 1_000_000
FRESH_BY_DEFAULT = timedelta(minutes=10)
FRESH_AT_MOST = timedelta(days=1)


@dataclass(frozen=True)
class Fetched:
    """A document and for how long the provider says that it stays fresh."""

    body: dict[str, Any]
    fresh_for: timedelta


@outside
def fetch(url: str) -> Fetched:
    """A published JSON document.

    Raises:
        Unavailable: if it cannot be read now.
    """
    response = _call("GET", url)
    return Fetched(_json(response), fresh_for(response.headers.get("Cache-Control", "")))


@outside
def redeem(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The token endpoint's answer to a code.

    Raises:
        Refused: if the provider does not accept the code or our assertion.
        Unavailable: if it does not answer as it should.
    """
    return _json(_call("POST", url, data=form))


@outside
def userinfo(url: str, access_token: str) -> dict[str, Any]:
    """What the provider says about the person.

    Raises:
        Refused: if the token is not accepted.
        Unavailable: if it does not answer as it should.
    """
    return _json(_call("GET", url, headers={"Authorization": f"Bearer {access_token}"}))


def fresh_for(cache_control: str) -> timedelta:
    """How long a document may be used without asking again: its ``max-age``, a day at most."""
    if "no-store" in cache_control or "no-cache" in cache_control:
        return timedelta(0)
    said = re.search(r"max-age=(\d{1,9})", cache_control)
    return min(timedelta(seconds=int(said[1])), FRESH_AT_MOST) if said else FRESH_BY_DEFAULT


def _call(method: str, url: str, **options: Any) -> requests.Response:
    headers = {"User-Agent": user_agent(), "Accept": "application/json", **options.pop("headers", {})}
    try:
        response = requests.request(method, url, headers=headers, timeout=TIMEOUT, allow_redirects=False, **options)
    except requests.RequestException as error:
        raise Unavailable(f"{url} did not answer: {type(error).__name__}") from error
    if response.status_code in {400, 401, 403}:
        raise Refused(f"{url} answered {response.status_code} {_reason(response)}")
    if response.status_code != 200:
        raise Unavailable(f"{url} answered {response.status_code}")
    return response


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json() if len(response.content) <= LARGEST else None
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Unavailable(f"{response.url} did not answer with a JSON object")
    return body


def _reason(response: requests.Response) -> str:
    try:
        return str(_json(response).get("error", ""))[:60]
    except Unavailable:
        return ""
