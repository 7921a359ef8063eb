"""A day for the pages, an account with a browser, and readers of pages."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account
from builders.signed_in import customer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import html

from accounts.models import Organisation
from core.actor import Applicant

BY_TIME = ("core_demonstrationclock", 'UPDATE "accounts_accountsession"')


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A request leaves its language behind on the thread."""
    yield
    translation.activate("en")


@pytest.fixture
def today(db: None, at: datetime) -> Iterator[datetime]:
    """Pages read the time as Wednesday 12 June 2024, 10:30 in London."""
    with clock_at(at):
        yield at


@pytest.fixture
def account(today: datetime) -> Applicant:
    """Somebody who may do everything in an account of their own."""
    return an_account(today)


@pytest.fixture
def own(account: Applicant) -> Organisation:
    """The account's organisation, for links."""
    return Organisation.objects.get(pk=account.organisation_id)


@pytest.fixture
def browser(own: Organisation) -> Client:
    """The account's browser."""
    return customer(own)


@pytest.fixture
def read() -> Callable[..., Any]:
    """Opens an address and gives the page as a tree; fails if it does not answer as expected."""

    def page(client: Client, address: str, *, status: int = 200) -> Any:
        response = client.get(address)
        assert response.status_code == status, response.content.decode()[:2000]
        return html.fromstring(response.content.decode())

    return page


@pytest.fixture
def count_queries() -> Callable[[Client, str], int]:
    """How many statements an address costs the second time, apart from those that depend on how fast the test runs.

    Those are the demonstration clock, read at most once a second, and the note of activity, written every few seconds.
    """

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return sum(not any(word in one["sql"] for word in BY_TIME) for one in asked)

    return count
