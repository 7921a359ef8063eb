"""Every answer of a sandbox says that it is one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse

from accounts.requests import SiteRequest

HEADER = "Sandbox"


class SandboxMiddleware:
    """Adds ``Sandbox: true`` where nothing is real; no other deployment has the header."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer with the header."""
        response = self.get_response(request)
        if settings.SANDBOX:
            response[HEADER] = "true"
        return response
