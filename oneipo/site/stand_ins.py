"""The stand-ins as a command meets them: told the demonstration's time, and started where nobody did."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests
from django.conf import settings

from oneipo.development import stand_in_addresses
from oneipo.env import LOOPBACK
from oneipo.parts import STAND_INS, Running, answers, health_of_stand_ins, start
from oneipo.settings.environment import ENV

READY_WITHIN_SECONDS = 30


def addresses() -> list[str]:
    """Where the services outside are, as far as they are on this machine: a real one is never told a time."""
    named = [settings.PAY_URL, settings.NOTIFY_URL, settings.COMPANIES_HOUSE_URL]
    named += [settings.ONE_LOGIN_DISCOVERY_URL, settings.STAFF_OIDC_DISCOVERY_URL]
    here = [urlsplit(url) for url in named if urlsplit(url).hostname in LOOPBACK]
    return [f"{url.scheme}://{url.netloc}" for url in here]


def tell_time(ahead_seconds: int) -> list[str]:
    """Sets the clocks of the stand-ins and lets them do what was due; returns the addresses that did not answer."""
    silent = []
    for address in addresses():
        try:
            requests.post(f"{address}/__stub__/clock", json={"offset_seconds": ahead_seconds}, timeout=5)
            requests.post(f"{address}/__stub__/tick", timeout=5)
        except requests.RequestException:
            silent.append(address)
    return silent


@contextmanager
def lent_stand_ins(say: Callable[[str], object]) -> Iterator[None]:
    """Makes sure that the stand-ins answer while the block runs; says so once where they cannot be had."""
    if all(answers(f"{address}/__stub__/health") for address in addresses()) or not _are_ours():
        yield
        return
    running = start(STAND_INS, ENV)
    try:
        if not _wait_for(running):
            say(f"The stand-ins did not start, so nothing is sent and no payment goes on: see {running.log}")
        yield
    finally:
        running.stop()


def _are_ours() -> bool:
    """Whether the settings name the stand-ins that follow from PORT."""
    return stand_in_addresses(ENV.port)["NOTIFY_URL"] == settings.NOTIFY_URL


def _wait_for(running: Running) -> bool:
    end = time.monotonic() + READY_WITHIN_SECONDS
    while running.process.poll() is None and time.monotonic() < end:
        if all(answers(address) for address in health_of_stand_ins(ENV)):
            return True
        time.sleep(0.1)
    return False
