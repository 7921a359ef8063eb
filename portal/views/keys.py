"""Our public keys, with which One Login checks what we signed."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.oidc.keys import published
from accounts.requests import SiteRequest, no_activity


@no_activity
@require_safe
def jwks(request: SiteRequest) -> HttpResponse:
    """The key set: the key that signs now first, then any that are published beside it."""
    response = JsonResponse(published(settings.ONE_LOGIN_PRIVATE_KEY))
    response["Cache-Control"] = "public, max-age=3600"
    return response
