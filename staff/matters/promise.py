"""What a case shows of work that the service gave up: what it was, how often it was tried, and what went wrong."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.given_up import promise_of
from casework.models import Case
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The promise as officers read it."""
    return {"promised": promise_of(case, by=here(request))}
