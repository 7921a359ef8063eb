"""The product's own address for the stand-ins, which fetch our keys from it, and browsers."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from builders.browsers import Browser
from django.conf import settings
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="session")
def product() -> Iterator[str]:
    """The product, answering at PUBLIC_URL."""
    server = LiveServer(urlsplit(settings.PUBLIC_URL).netloc)
    yield settings.PUBLIC_URL
    server.stop()


@pytest.fixture
def providers(product: str, stand_ins: dict[str, str]) -> dict[str, str]:
    """The stand-ins, with nothing chosen, and nothing of them remembered here."""
    cache.clear()
    for name in ("one_login", "staff_provider"):
        requests.post(f"{stand_ins[name]}/__stub__/reset", timeout=5).raise_for_status()
    return stand_ins


@pytest.fixture
def browser(providers: dict[str, str], db: None) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(providers)


@pytest.fixture
def other_browser(providers: dict[str, str], db: None) -> Browser:
    """A second browser."""
    return Browser(providers)
