"""A day for the pages, an account with a browser, and readers of pages."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account
from builders.signed_in import customer
from django.test import Client
from lxml import html

from accounts.models import Organisation
from core.actor import Applicant


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
