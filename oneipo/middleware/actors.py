"""Says who is asking: sets ``request.actor``, from a sign-in that still stands, or from a visitor's cookie."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from accounts import actors, sessions
from accounts.models import AccountSession
from accounts.requests import SiteRequest
from accounts.visitors import visitor
from core.actor import Actor, Public
from core.clock import now
from oneipo.middleware.sessions import STAFF

LEFT = "left"


class ActorMiddleware:
    """Asks on every request: does the sign-in stand, does the person still belong where they act.

    ``request.account_session`` is the sign-in, or None. ``request.ended_session`` is one that this request found ended;
    ``request.left_session`` is that one, or the one of which this browser was told before and did not come back to.
    """

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer, with the visitor's cookie if one was given out."""
        request.account_session = request.ended_session = request.left_session = None
        request.visitor_secret = ""
        request.actor = self._signed_in(request) or self._visitor(request)
        response = self.get_response(request)
        if request.visitor_secret:
            self._set_visitor(request, response)
        return response

    def _signed_in(self, request: SiteRequest) -> Actor | None:
        if not request.session_cookie:
            return None
        session = sessions.find(request.session_cookie, door=request.door)
        actor = None if session is None else self._actor(request, session)
        if actor is None:
            self._forget_user(request, session)
            request.left_session = request.ended_session or sessions.ended_session(request.session.get(LEFT))
        return actor

    def _actor(self, request: SiteRequest, session: AccountSession) -> Actor | None:
        if sessions.ended_by_time(session, at=now()) or request.session.get(SESSION_KEY) != str(session.user_id):
            return None
        actor = self._acting(session)
        if actor is not None:
            request.account_session, request.user = session, session.user
        return actor

    def _acting(self, session: AccountSession) -> Actor | None:
        user = session.user
        if not user.is_active or user.is_staff_member != (session.door == STAFF):
            return None
        proved_at = session.authenticated_at
        if user.is_staff_member or session.organisation_id is None:
            return actors.officer(user, signed_in_at=proved_at) if user.is_staff_member else None
        try:
            return actors.applicant(user, session.organisation_id, signed_in_at=proved_at)
        except actors.NoMember:
            return None

    def _forget_user(self, request: SiteRequest, session: AccountSession | None) -> None:
        """A browser session that claims somebody without a sign-in that stands is emptied."""
        request.user = AnonymousUser()
        if session is not None:
            if session.ended_at is None:
                sessions.end(session, sessions.Why.LOST, at=now())
            request.ended_session = session
            request.session.flush()
            request.session[LEFT] = str(session.pk)
        elif SESSION_KEY in request.session:
            request.session.flush()

    def _visitor(self, request: SiteRequest) -> Public:
        return visitor(request.COOKIES.get(settings.VISITOR_COOKIE_NAME, ""))

    def _set_visitor(self, request: SiteRequest, response: HttpResponse) -> None:
        response.set_cookie(
            settings.VISITOR_COOKIE_NAME,
            request.visitor_secret,
            path="/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
