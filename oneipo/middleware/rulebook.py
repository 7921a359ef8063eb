"""Lets every process see new fees and closed days with the next request."""

from collections.abc import Callable

from django.http import HttpResponse

from accounts.requests import SiteRequest
from rights.rulebook import follow_rulebook


class RulebookMiddleware:
    """One look at the cache for each request."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer, by the rulebook as it is now."""
        follow_rulebook()
        return self.get_response(request)
