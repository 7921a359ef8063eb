"""Two doors, two cookies: customers' and staff's browser sessions are apart and never stand for each other."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from accounts.requests import SiteRequest
from core.clock import now

CUSTOMER, STAFF = "customer", "staff"
KEY = re.compile(r"[a-z0-9]{32}")  # as Django makes them: anything else is no session and is not looked for
DOOR = "door"


def door_of(request: SiteRequest) -> str:
    """Which door the address belongs to."""
    path = request.path_info
    return STAFF if path == "/staff" or path.startswith("/staff/") else CUSTOMER


def cookie_name(door: str) -> str:
    """The session cookie of the door."""
    return str(settings.STAFF_SESSION_COOKIE_NAME if door == STAFF else settings.SESSION_COOKIE_NAME)


class TwoDoorSessionMiddleware:
    """Django's session middleware with a cookie for each door; a session of one door is nothing at the other."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store: Any = import_module(settings.SESSION_ENGINE).SessionStore

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer, with the session saved and its cookie set, or deleted when the session is empty.

        The API knows nobody by a cookie, nor their language: what it answers in public is kept by caches for everybody.
        """
        request.door = door_of(request)
        by_program = request.path_info.startswith(settings.API_PATH)
        if by_program:
            request.COOKIES.clear()
        given = request.COOKIES.get(cookie_name(request.door), "")
        request.session_cookie = given if KEY.fullmatch(given) else ""
        request.session = self._opened(request.session_cookie, request.door)
        response = self.get_response(request)
        if not by_program:
            self._close(request, response)
        return response

    def _opened(self, key: str, door: str) -> SessionBase:
        if not key:
            return self.store()  # type: ignore[no-any-return]
        session: SessionBase = self.store(key)
        if session.get(DOOR, door) != door:
            return self.store()  # type: ignore[no-any-return]
        return session

    def _close(self, request: SiteRequest, response: HttpResponse) -> None:
        session, name = request.session, cookie_name(request.door)
        if session.accessed or request.session_cookie:
            patch_vary_headers(response, ("Cookie",))
        if session.is_empty():
            if request.session_cookie:
                self._delete_cookie(response, name)
        elif session.modified and response.status_code < 500:
            self._save(session, request.door, response, name)

    def _save(self, session: SessionBase, door: str, response: HttpResponse, name: str) -> None:
        session[DOOR] = door
        try:
            session.save()
        except UpdateError:  # ended elsewhere while this answer was made
            self._delete_cookie(response, name)
            return
        age = session.get_expiry_age()
        response.set_cookie(
            name,
            str(session.session_key),
            max_age=age,
            expires=http_date(now().timestamp() + age),
            path="/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def _delete_cookie(self, response: HttpResponse, name: str) -> None:
        response.delete_cookie(name, path="/", samesite="Lax")
        if settings.SESSION_COOKIE_SECURE:
            response.cookies[name]["secure"] = True
