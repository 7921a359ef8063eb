"""Calls a receiver: a public address alone, briefly, and never to where its answer points."""

from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

from core.outside import outside
from core.version import user_agent

SECONDS = (3.05, 7)
"""To connect, and between two bytes of the answer."""
LONGEST_SECONDS = 12
LONGEST = 500


class BadAddress(ValueError):
    """An address that is never called; the message says why."""


@dataclass(frozen=True)
class Called:
    """What came of a call: the status, or what went wrong in words."""

    status: int | None = None
    problem: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants no more (Standard Webhooks: 410)."""
        return self.status == 410


def demand_address(url: str) -> str:
    """The address, if it may be one of a receiver.

    Raises:
        BadAddress.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    ours = ("https", "http") if settings.WEBHOOKS_TO_LOOPBACK else ("https",)
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if parts.scheme not in ours or not host or "@" in parts.netloc or parts.fragment or not is_plain:
        text = _("Give an address that begins with https://, without a name, password or # in it.")
        raise BadAddress(text)
    return url


@outside
def call(url: str, body: str, headers: dict[str, str]) -> Called:
    """One POST. Redirects are not followed, the answer's body is not read, and no private address is ever called.

    However slowly the receiver trickles, the caller waits no longer than ``LONGEST_SECONDS``.
    """
    answers: SimpleQueue[Called] = SimpleQueue()
    Thread(target=lambda: answers.put(_post(url, body, headers)), daemon=True).start()
    try:
        return answers.get(timeout=LONGEST_SECONDS)
    except Empty:
        return Called(problem="No answer in time")


def _post(url: str, body: str, headers: dict[str, str]) -> Called:
    sent = {"Content-Type": "application/json", "User-Agent": user_agent(), **headers}
    try:
        demand_address(url)
        with _session() as session, session.post(url, data=body.encode(), headers=sent, stream=True) as answer:
            return Called(answer.status_code)
    except (InvalidIPAddress, BadAddress):
        return Called(problem="The address is not a public one")
    except requests.Timeout:
        return Called(problem="No answer in time")
    except requests.exceptions.SSLError:
        return Called(problem="The certificate cannot be trusted")
    except requests.RequestException as error:
        return Called(problem=f"No connection ({type(error).__name__})")


def _session() -> HTTPSession:
    session = HTTPSession(
        Config(
            default_timeout=SECONDS,
            never_redirect=True,
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=settings.WEBHOOKS_TO_LOOPBACK,
        )
    )
    session.trust_env = False  # a proxy would be called instead, whatever address it then goes to
    return session
