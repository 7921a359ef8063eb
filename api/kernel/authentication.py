"""Who calls: by a bearer token, never by a browser's cookie; without a token it is the public."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from oauth2_provider.oauth2_backends import get_oauthlib_core
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.actors import NoMember
from accounts.api_clients.acting import actor_of, note_use
from core.actor import Actor, Public
from core.clock import now

BEARER = "Bearer"
BAD_TOKEN = _("The token is unknown, has expired or was revoked. Ask for a new one at /oauth/token/.")


class Caller:
    """Who calls and what the token lets them ask for; stands where REST framework keeps a user."""

    is_authenticated = True

    def __init__(self, actor: Actor, scopes: frozenset[str], client_id: str) -> None:
        self.actor, self.scopes, self.client_id = actor, scopes, client_id


class BearerToken(BaseAuthentication):
    """RFC 6750: ``Authorization: Bearer …``."""

    def authenticate(self, request: Request) -> tuple[Caller, Any] | None:
        """The caller of a good token; None for nobody in particular.

        Raises:
            AuthenticationFailed: for a token that is not good, or a header of another kind.
        """
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        is_valid, found = get_oauthlib_core().verify_request(request._request, scopes=[])
        token = getattr(found, "access_token", None)
        if not is_valid or token is None:
            raise AuthenticationFailed(BAD_TOKEN)
        scopes = frozenset(token.scope.split()) & frozenset(token.application.scopes)
        try:
            actor = actor_of(token.application, token.user, scopes)
        except NoMember as error:
            raise AuthenticationFailed(BAD_TOKEN) from error
        note_use(token.application, at=now())
        return Caller(actor, scopes, token.application.client_id), token

    def authenticate_header(self, request: Request) -> str:
        """What a caller without a token is asked for."""
        return BEARER


def actor_behind(request: Request) -> Actor:
    """Who calls; the public without a token."""
    return request.user.actor if isinstance(request.user, Caller) else Public()
