"""The calls to a sign-in provider: documents, the token endpoint and the userinfo endpoint."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

import requests
import urllib3

from core.outside import Refused, Unavailable, outside
from core.version import user_agent

TIMEOUT = (3.05, 6)  # seconds to connect, seconds without a byte
LONGEST = 12  # seconds for a whole answer, however steadily it trickles
LARGEST = 1_000_000
BLOCK = 1 << 14
FRESH_BY_DEFAULT = timedelta(minutes=10)
FRESH_AT_MOST = timedelta(days=1)
NO_ANSWER = (requests.RequestException, urllib3.exceptions.HTTPError)


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
    response, content = _call("GET", url)
    return Fetched(_json(url, content), fresh_for(response.headers.get("Cache-Control", "")))


@outside
def redeem(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The token endpoint's answer to a code.

    Raises:
        Refused: if the provider does not accept the code or our assertion.
        Unavailable: if it does not answer as it should.
    """
    return _json(url, _call("POST", url, data=form)[1])


@outside
def userinfo(url: str, access_token: str) -> dict[str, Any]:
    """What the provider says about the person.

    Raises:
        Refused: if the token is not accepted.
        Unavailable: if it does not answer as it should.
    """
    return _json(url, _call("GET", url, headers={"Authorization": f"Bearer {access_token}"})[1])


def fresh_for(cache_control: str) -> timedelta:
    """How long a document may be used without asking again: its ``max-age``, a day at most."""
    if "no-store" in cache_control or "no-cache" in cache_control:
        return timedelta(0)
    said = re.search(r"max-age=(\d{1,9})", cache_control)
    return min(timedelta(seconds=int(said[1])), FRESH_AT_MOST) if said else FRESH_BY_DEFAULT


def _call(method: str, url: str, **options: Any) -> tuple[requests.Response, bytes]:
    headers = {"User-Agent": user_agent(), "Accept": "application/json", **options.pop("headers", {})}
    options |= {"headers": headers, "allow_redirects": False, "stream": True}
    try:
        with requests.request(method, url, timeout=TIMEOUT, **options) as response:
            content = _read(response)
    except (*NO_ANSWER, UnicodeError) as error:  # the latter: a token that fits in no header
        raise Unavailable(f"{url} did not answer: {type(error).__name__}") from error
    if response.status_code in {400, 401, 403}:
        raise Refused(f"{url} answered {response.status_code} {_reason(url, content)}")
    if response.status_code != 200:
        raise Unavailable(f"{url} answered {response.status_code}")
    return response, content


def _read(response: requests.Response) -> bytes:
    """The content, as long as it comes within the time and the size of a decent answer."""
    until, content = monotonic() + LONGEST, b""
    while block := response.raw.read1(BLOCK, decode_content=True):  # what is there, without waiting for a whole block
        content += block
        if monotonic() > until or len(content) > LARGEST:
            raise Unavailable(f"{response.url} answers without end")
    return content


def _json(url: str, content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Unavailable(f"{url} did not answer with a JSON object")
    return body


def _reason(url: str, content: bytes) -> str:
    try:
        return str(_json(url, content).get("error", ""))[:60]
    except Unavailable:
        return ""
