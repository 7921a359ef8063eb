"""Refuses addresses with a character that no database takes, before anything looks at them."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpResponse

from accounts.requests import SiteRequest


class CharactersMiddleware:
    """No browser puts a NUL into an address; PostgreSQL has no text that holds one."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer, or 400."""
        if "\0" in request.path_info or any("\0" in text for pair in _said(request) for text in pair):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


def _said(request: SiteRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.GET.lists() for value in values]
