"""The way back from a provider: mozilla-django-oidc's callback view, strict, and the browser's session after it."""

from typing import Any, ClassVar

import structlog
from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView

from accounts import sessions
from accounts.browsers import browser_name
from accounts.models import Organisation, User
from accounts.oidc.backend import StrictBackend
from accounts.oidc.errors import IdentityNotProved, SignInDeclined, SignInRefused
from accounts.oidc.problems import FAILURES, Problem, problem_of, problem_page
from accounts.oidc.tickets import Purpose, Ticket, take
from accounts.requests import SiteRequest
from core.clock import now
from core.outside import Refused, Unavailable

ID_TOKEN = "oidc_id_token"  # noqa: S105  the name under which the library keeps it
HARMLESS_TO_IDENTITY = (IdentityNotProved, Unavailable, Refused)
log = structlog.get_logger(__name__)


class ComeBack(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Checks what came back and opens a session, or shows a plain page and leaves none."""

    door: ClassVar[str]
    backend: ClassVar[type[StrictBackend]]
    home: ClassVar[str]
    counts_as_activity = False

    def get(self, request: SiteRequest) -> HttpResponse:
        """Home or where the person was, or the page that says what went wrong."""
        language = (get_language() or "en")[:2]
        ticket = take(request.session, request.GET.get("state", ""), door=self.door, language=language, at=now())
        if ticket is None:
            return problem_page(request, Problem.TOO_OLD)
        request.session.save()  # the state is used up before the slow part begins
        try:
            user = self._checked(request, ticket)
        except FAILURES as failure:
            return self._failed(request, ticket, failure)
        return self._signed_in(request, ticket, user)

    def organisation_for(self, request: SiteRequest, user: User) -> Organisation | None:
        """For which organisation the person acts after signing in."""
        raise NotImplementedError("A door says for whom people act")

    def signed_in(self, request: SiteRequest, response: HttpResponse, ticket: Ticket, user: User) -> None:
        """What else the door does for somebody who has just signed in."""

    def _checked(self, request: SiteRequest, ticket: Ticket) -> User:
        error = request.GET.get("error")
        if error:
            raise SignInDeclined(error[:60])
        ticket.code = request.GET.get("code", "")
        if not ticket.code:
            raise SignInRefused("code")
        user = self.backend().authenticate(request, ticket=ticket)
        if user is None:
            raise SignInRefused("door")
        return user

    def _failed(self, request: SiteRequest, ticket: Ticket, failure: Exception) -> HttpResponse:
        problem = problem_of(failure)
        log.warning("sign-in-failed", door=self.door, purpose=ticket.purpose, problem=problem, reason=str(failure))
        if not self._leaves_session(ticket, failure):
            if request.account_session is not None:
                sessions.end(request.account_session, sessions.Why.LOST, at=ticket.at)
                request.account_session = None
            request.session.flush()
            request.session_ends_at = None
        return problem_page(request, problem, next_path=ticket.next_path)

    def _leaves_session(self, ticket: Ticket, failure: Exception) -> bool:
        """Who was signed in rightly and fails only to prove an identity stays signed in; nobody else does."""
        if ticket.purpose != Purpose.IDENTITY:
            return False
        gave_up = isinstance(failure, SignInDeclined) and failure.error != "login_required"
        return gave_up or isinstance(failure, HARMLESS_TO_IDENTITY)

    def _signed_in(self, request: SiteRequest, ticket: Ticket, user: User) -> HttpResponse:
        before = request.account_session
        if before is not None and before.user_id != user.pk:
            sessions.end(before, sessions.Why.SIGNED_OUT, at=ticket.at)
            before = None
        login(request, user, backend=f"{self.backend.__module__}.{self.backend.__qualname__}")
        request.session.cycle_key()
        request.session[ID_TOKEN] = ticket.id_token
        request.account_session = self._remember(request, ticket, user, before)
        response = HttpResponseRedirect(ticket.next_path or reverse(self.home))
        self.signed_in(request, response, ticket, user)
        return response

    def _remember(self, request: SiteRequest, ticket: Ticket, user: User, before: Any) -> Any:
        key = str(request.session.session_key)
        if before is not None:
            authenticated_at = ticket.authenticated_at or before.authenticated_at
            sessions.renew(before, session_key=key, authenticated_at=authenticated_at, at=ticket.at)
            return before
        return sessions.open_session(
            user=user,
            door=self.door,
            session_key=key,
            organisation=self.organisation_for(request, user),
            issuer=ticket.claims["iss"],
            subject=ticket.claims["sub"],
            authenticated_at=ticket.authenticated_at,
            browser=browser_name(request.headers.get("User-Agent", "")),
            at=ticket.at,
        )
