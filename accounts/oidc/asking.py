"""The way out to a provider: mozilla-django-oidc's request view, with our ticket, addresses and signed request."""

from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from accounts.often import asked_too_often
from accounts.oidc.problems import Problem, problem_page
from accounts.oidc.tickets import Purpose, annotate
from accounts.paths import own_path
from accounts.requests import SiteRequest
from core.clock import now
from core.outside import Refused, Unavailable

MOST_FROM_ONE_PLACE = 600  # within a quarter of an hour: a whole firm may share one network address
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class BeginSignIn(OIDCAuthenticationRequestView):  # type: ignore[misc]
    """Sends the browser to the door's provider; subclasses name door, purpose and the request's own shape."""

    door: ClassVar[str]
    callback: ClassVar[str]
    scopes: ClassVar[str]
    purpose: ClassVar[Purpose] = Purpose.SIGN_IN
    counts_as_activity = False

    def get_settings(self, name: str, *default: Any) -> Any:
        """The library's settings, with this door's own in their place."""
        own = {"OIDC_AUTHENTICATION_CALLBACK_URL": self.callback, "OIDC_RP_SCOPES": self.scopes}
        return own[name] if name in own else super().get_settings(name, *default)

    def address(self, asked: dict[str, Any], *, request: SiteRequest, at: datetime) -> str:
        """Where to send the browser with what the library made: state, nonce, PKCE challenge."""
        raise NotImplementedError("A door says how its provider is asked")

    def subject(self, request: SiteRequest) -> str:
        """Who must come back: the person who is signed in, where this is about them; anybody for a sign-in."""
        session = request.account_session
        return session.subject if session and self.purpose != Purpose.SIGN_IN else ""

    def get(self, request: SiteRequest) -> HttpResponse:
        """The redirect, or a page that says to try later."""
        if self._is_elsewhere(request):
            return HttpResponseRedirect(settings.PUBLIC_URL + request.get_full_path())
        if asked_too_often(request, f"sign-in-{self.door}", most=MOST_FROM_ONE_PLACE):
            return problem_page(request, Problem.TOO_OFTEN)
        at = now()
        asked = dict(parse_qsl(urlsplit(super().get(request).url).query))
        next_path = own_path(request.GET.get("next", ""), door=self.door)
        subject = self.subject(request)
        annotate(request.session, asked["state"], purpose=self.purpose, next_path=next_path, subject=subject, at=at)
        try:
            return HttpResponseRedirect(self.address(asked, request=request, at=at))
        except (Unavailable, Refused):
            return problem_page(request, Problem.TRY_LATER, next_path=next_path)

    def language(self) -> str:
        """The language of the page that the person comes from."""
        return (get_language() or "en")[:2]

    def _is_elsewhere(self, request: SiteRequest) -> bool:
        """On a developer's machine the cookie must be set for the very host name to which the provider sends back."""
        here, public = request.get_host(), urlsplit(settings.PUBLIC_URL).netloc
        same_port = here.rpartition(":")[2] == public.rpartition(":")[2]
        return settings.DEVELOPMENT and here != public and same_port and here.rpartition(":")[0] in LOOPBACK
