"""What the token server asks of us: who the client is, by secret or signed assertion, and what it may ask for."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator

from accounts.actors import NoMember
from accounts.api_clients.acting import actor_of, note_use
from accounts.api_clients.assertions import TYPE, client_named, proves
from core import audit
from core.actor import System
from core.clock import now

TOKENS = System("tokens")


class ApiValidator(OAuth2Validator):  # type: ignore[misc]
    """A secret, or a signed assertion (private_key_jwt); a client with public keys proves itself by those alone."""

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """An assertion is always looked at."""
        return bool(_assertion(request)) or super().client_authentication_required(request, *args, **kwargs)

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the client is who it says."""
        if assertion := _assertion(request):
            return self._is_signed(request, assertion)
        return super().authenticate_client(request, *args, **kwargs) and request.client.secret_set_at is not None

    def _is_signed(self, request: Any, assertion: str) -> bool:
        named = client_named(assertion)
        if not named or request.client_id not in (None, named):
            return False
        client = self._load_application(named, request)
        audiences = [settings.PUBLIC_URL, settings.PUBLIC_URL + reverse("oauth:token")]
        if client is None or not proves(assertion, client, audiences=audiences, at=timezone.now()):
            return False
        request.client_id = named
        return True

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the code is the client's, and the member who let it act still may."""
        return super().validate_code(client_id, code, client, request, *args, **kwargs) and _still_acts(request)

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """The same for a token by which a tool asks for the next one."""
        return super().validate_refresh_token(refresh_token, client, request, *args, **kwargs) and _still_acts(request)

    def save_bearer_token(self, token: dict[str, Any], request: Any, *args: Any, **kwargs: Any) -> None:
        """Remembers in the organisation's log that a token was given out."""
        super().save_bearer_token(token, request, *args, **kwargs)
        client, at = request.client, now()
        note_use(client, at=at)
        audit.note_for(client.organisation_id, "api-token", by=TOKENS, at=at, subject=client.reference)


def _still_acts(request: Any) -> bool:
    try:
        actor_of(request.client, request.user, ())
    except NoMember:
        return False
    return True


def _assertion(request: Any) -> str:
    is_one = getattr(request, "client_assertion_type", None) == TYPE
    return str(getattr(request, "client_assertion", None) or "") if is_one else ""
