"""What the token server says of itself (RFC 8414), and of a token to the client whose it is (RFC 7662)."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from oauth2_provider import views
from oauthlib.common import Request

from accounts.api_clients.scopes import Scope

NAMES = {"authorize": "authorize", "token": "token", "revoke-token": "revoke", "introspect": "introspect"}
ALGORITHMS = ["RS256", "PS256", "ES256"]
SIGNS = "endpoint_auth_signing_alg_values_supported"


class Metadata(views.OAuthServerMetadataView):  # type: ignore[misc]
    """``/.well-known/oauth-authorization-server``."""

    def _get_endpoint_url(self, request: HttpRequest, view_name: str, required: bool = False) -> str | None:
        name = NAMES.get(view_name)
        return None if name is None else f"{settings.PUBLIC_URL}{reverse(f'oauth:{name}')}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the library says, with the algorithms of assertions, which must stand beside ``private_key_jwt``."""
        said = json.loads(super().get(request, *args, **kwargs).content)
        said |= {f"{endpoint}_{SIGNS}": ALGORITHMS for endpoint in ("token", "revocation", "introspection")}
        said["scopes_supported"] = [str(scope) for scope in Scope]
        said["ui_locales_supported"] = [code for code, _name in settings.LANGUAGES]
        headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
        return JsonResponse(said, headers=headers)


class Introspection(views.IntrospectTokenView):  # type: ignore[misc]
    """Tells a client of its own tokens; of any other one as of one that is not there."""

    http_method_names = ["post"]
    asking: Any = None

    def authenticate_client(self, request: HttpRequest) -> bool:
        """Remembers who asks."""
        core = self.get_oauthlib_core()
        read = Request(*core._extract_params(request))
        known = bool(core.server.request_validator.authenticate_client(read))
        self.asking = read.client if known else None
        return known

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whether the token is in force, for what, and until when; never whose it is."""
        answer: HttpResponse = super().post(request, *args, **kwargs)
        said = json.loads(answer.content)
        if "client_id" in said and (self.asking is None or said["client_id"] != self.asking.client_id):
            return JsonResponse({"active": False})
        said.pop("username", None)
        return JsonResponse(said, status=answer.status_code)
