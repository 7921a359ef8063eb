"""The stand-ins for sign-in and companies, running for the tests of this folder."""

from collections.abc import Iterator

import pytest
import requests

from tests.stubs.relying_party import OneLoginClient, Product, product
from tests.stubs.running import Running, running


@pytest.fixture(scope="session")
def signing_in() -> Iterator[tuple[Product, Running]]:
    """A product of a few lines and the stand-ins that it calls; slow means a second and a half."""
    names = ["one_login", "staff_provider", "companies_house"]
    with product() as served, running(only=names, public_url=served.url, environ={"STUBS_SLOW_SECONDS": "1.5"}) as run:
        yield served, run


@pytest.fixture
def client(signing_in) -> OneLoginClient:
    """A client of a One Login that remembers nothing."""
    served, run = signing_in
    requests.post(f"{run['one_login']}/__stub__/reset")
    served.posts.clear()
    return OneLoginClient(served, run["one_login"])
