"""Ends a sign-in at the person's wish, here and at the provider."""

from datetime import datetime

import structlog
from django.contrib.auth import logout

from accounts import sessions
from accounts.oidc.coming_back import ID_TOKEN
from accounts.oidc.provider import Provider
from accounts.oidc.requests import logout_address
from accounts.oidc.tickets import new_state
from accounts.requests import SiteRequest
from core.outside import Unavailable

SIGNING_OUT = "signing_out"
log = structlog.get_logger(__name__)


def sign_out(request: SiteRequest, provider: Provider, *, at: datetime) -> str:
    """Ends the session here; returns where the provider ends its own, or an empty string if it cannot be asked."""
    id_token = request.session.get(ID_TOKEN, "")
    if request.account_session is not None:
        sessions.end(request.account_session, sessions.Why.SIGNED_OUT, at=at)
        request.account_session = None
    logout(request)
    if not id_token:
        return ""
    state = request.session[SIGNING_OUT] = new_state()
    try:
        return logout_address(provider, id_token=id_token, state=state, at=at)
    except Unavailable as error:
        log.warning("sign-out-at-provider", error=str(error))
        return ""
