"""Back-channel logout: One Login says that a person signed out, and every session of that subject ends."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts import sessions
from accounts.models import UsedLogoutToken
from accounts.oidc import tokens
from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import metadata, one_login, published_key

EVENT = "http://schemas.openid.net/event/backchannel-logout"
REQUIRED = ("iss", "sub", "aud", "iat", "exp", "jti", "events")
REMEMBERED_FOR = timedelta(hours=1)
KEYS_READ_AGAIN_AFTER = timedelta(seconds=30)


def obey(logout_token: str, *, at: datetime) -> int:
    """Ends every session of the token's subject; returns how many there were.

    Raises:
        SignInRefused: if the token fails any check of OpenID Connect Back-Channel Logout 2.6, or was used before.
        Unavailable: if the provider's keys cannot be read and never were.
    """
    provider = one_login()
    key_for = published_key(provider, at=at, again_if_older_than=at - KEYS_READ_AGAIN_AFTER)
    claims = tokens.verified(logout_token, key_for=key_for, algorithms=provider.algorithms, kind="logout+jwt")
    issuer = metadata(provider, at=at)["issuer"]
    tokens.demand(claims, issuer=issuer, audience=provider.client_id, required=REQUIRED, at=at)
    _demand_event(claims)
    with transaction.atomic():
        _use_once(issuer, str(claims["jti"]), at=at)
        why = sessions.Why.BY_PROVIDER
        return sessions.end_sessions(issuer=issuer, subject=str(claims["sub"]), why=why, at=at)


def _demand_event(claims: tokens.Claims) -> None:
    events = claims["events"]
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise SignInRefused("events")
    if "nonce" in claims:
        raise SignInRefused("nonce")


def _use_once(issuer: str, jti: str, *, at: datetime) -> None:
    UsedLogoutToken.objects.filter(used_at__lt=at - REMEMBERED_FOR).delete()
    try:
        with transaction.atomic():
            UsedLogoutToken.objects.create(issuer=issuer, jti=jti[:255], used_at=at)
    except IntegrityError as error:
        raise SignInRefused("jti was used before") from error
