"""Ten minutes without activity end a sign-in on the server; the page is told when that will be."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from accounts import sessions
from accounts.requests import SiteRequest
from core.clock import now


class IdleMiddleware:
    """Notes activity. A view with ``counts_as_activity = False`` (a page asking in the background) is none."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer; a page for somebody signed in is kept by no cache."""
        request.session_ends_at = None
        response = self.get_response(request)
        if request.account_session is not None and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: SiteRequest, view: Callable[..., HttpResponse], *_: Any) -> None:
        """Puts off the end, unless the request is no activity of a person."""
        session = request.account_session
        if session is None:
            return
        if getattr(view, "counts_as_activity", True):
            sessions.touch(session, at=now())
        request.session_ends_at = sessions.ends_at(session)
