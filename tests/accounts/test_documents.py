"""What providers publish is served stale rather than missing, also when the cache has lost everything."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from django.core.cache import cache

from accounts.models import ProviderDocument
from accounts.oidc.documents import document
from accounts.oidc.gateway import fresh_for
from core.outside import Unavailable

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def is_good(body: dict[str, Any]) -> bool:
    return "keys" in body


@pytest.fixture
def url(providers: dict[str, str]) -> str:
    """The key set of the One Login stand-in, which it says is fresh for a day."""
    return f"{providers['one_login']}/.well-known/jwks.json"


@pytest.fixture
def faults(providers: dict[str, str]) -> Any:
    """Makes One Login's key endpoint fail until it is told otherwise."""
    address = f"{providers['one_login']}/__stub__/faults"
    yield lambda **fault: requests.post(
        address, json={"path": "/.well-known/jwks.json", "times": 9, **fault}, timeout=5
    )
    requests.delete(address, timeout=5)


def test_a_document_is_asked_for_once_while_it_is_fresh(url: str, faults: Any, at: datetime) -> None:
    first = document(url, is_good=is_good, at=at)
    faults(status=503)
    assert document(url, is_good=is_good, at=at + DAY - timedelta(seconds=1)) == first
    assert ProviderDocument.objects.get().fetched_at == at


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 403}, {"body": "<html>"}, {"body": '{"other": 1}'}])
def test_a_document_is_served_stale_when_the_provider_is_down(
    url: str, faults: Any, at: datetime, fault: dict[str, Any]
) -> None:
    first = document(url, is_good=is_good, at=at)
    faults(**fault)
    cache.clear()
    assert document(url, is_good=is_good, at=at + 30 * DAY) == first
    assert ProviderDocument.objects.get().body == first


def test_a_document_that_was_never_read_is_unavailable(url: str, faults: Any, at: datetime) -> None:
    faults(status=503)
    with pytest.raises(Unavailable):
        document(url, is_good=is_good, at=at)


def test_an_emptied_cache_loses_nothing(url: str, faults: Any, at: datetime) -> None:
    first = document(url, is_good=is_good, at=at)
    cache.clear()
    faults(status=503)
    assert document(url, is_good=is_good, at=at + timedelta(hours=1)) == first


def test_a_wish_for_a_newer_one_asks_again_at_most_that_often(
    url: str, providers: dict[str, str], at: datetime
) -> None:
    first = document(url, is_good=is_good, at=at)
    requests.post(f"{providers['one_login']}/__stub__/rotate-keys", timeout=5)
    later = at + timedelta(minutes=1)
    assert document(url, is_good=is_good, at=later, newer_than=at - timedelta(minutes=1)) == first
    assert document(url, is_good=is_good, at=later, newer_than=at) != first


@pytest.mark.parametrize(
    ("said", "lifetime"),
    [
        ("max-age=86400", DAY),
        ("public, max-age=60", timedelta(minutes=1)),
        ("max-age=999999999", DAY),
        ("no-store", timedelta(0)),
        ("", timedelta(minutes=10)),
    ],
)
def test_the_provider_says_for_how_long_a_document_is_fresh(said: str, lifetime: timedelta) -> None:
    assert fresh_for(said) == lifetime
