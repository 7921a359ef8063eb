"""An account, its systems, and a count of what an address costs."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account
from builders.programs import Program, a_program
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.actor import Applicant

BY_TIME = ("core_demonstrationclock", "accounts_apiclient SET", 'UPDATE "accounts_apiclient"')


@pytest.fixture(autouse=True)
def _many_calls(settings: Any) -> None:
    """All tests call from one address."""
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 10_000


@pytest.fixture
def today(db: None, at: datetime) -> Iterator[datetime]:
    """The API reads the time as Wednesday 12 June 2024, 10:30 in London."""
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
def program(account: Applicant) -> Program:
    """The account's system, with every scope."""
    return a_program(account)


@pytest.fixture
def count_queries() -> Callable[[Program, str], int]:
    """How many statements an address costs the second time, without those that depend on how fast the test runs."""

    def count(program: Program, address: str) -> int:
        program.get(address)
        with CaptureQueriesContext(connection) as asked:
            program.get(address)
        return sum(not any(word in one["sql"] for word in BY_TIME) for one in asked)

    return count
