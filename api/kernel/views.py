"""The one base of every view of the API: who calls, scopes, limits, repeats, versions, and headers on every answer."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import SignInNeeded
from api.kernel.authentication import BearerToken, actor_behind
from api.kernel.errors import ApiError, answer
from api.kernel.limits import RateLimit
from api.kernel.negotiation import JSON, JSONBody, demand_size
from api.kernel.repeats import AnsweredBefore, keep_answer, repeated
from api.kernel.scopes import HasScope, Needed
from core.actor import Acting, Actor

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LIBRARY: dict[type[Exception], Callable[[Exception], ApiError]] = {}
"""What the domain raises, and the error of the API that says it; filled by ``says``."""


class ApiView(APIView):
    """``scopes`` says for each method of which scopes the token needs one; a method that it does not name is open.

    ``is_public`` answers may be kept by caches for a minute; every other answer is the caller's own.
    """

    scopes: ClassVar[Needed] = {}
    is_public: ClassVar[bool] = False
    authentication_classes = [BearerToken]
    permission_classes = [HasScope]
    throttle_classes = [RateLimit]
    renderer_classes = [JSON]
    parser_classes = [JSONBody]

    @property
    def actor(self) -> Actor:
        """Who calls."""
        return actor_behind(self.request)

    @property
    def acting(self) -> Acting:
        """Who calls for an organisation.

        Raises:
            SignInNeeded: for the public; a view that asks this has scopes.
        """
        if not isinstance(self.actor, Acting):
            raise SignInNeeded("A token is needed")
        return self.actor

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Runs the view; a write with an ``Idempotency-Key`` that was answered before is answered the same way."""
        response = super().dispatch(request, *args, **kwargs)
        for name, value in getattr(request, "rate_headers", {}).items():
            response[name] = value
        self._say_how_long(response)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Everything that is asked before the view runs."""
        super().initial(request, *args, **kwargs)
        if request.method in WRITES:
            demand_size(request)
            if isinstance(self.actor, Acting):
                repeated(request, self.actor)

    def handle_exception(self, error: Exception) -> Any:
        """What was answered before is no fault; a fault is told as JSON, whatever format the answer would have had."""
        if isinstance(error, AnsweredBefore):
            return error.response
        self.request.accepted_renderer, self.request.accepted_media_type = JSON(), JSON.media_type
        return super().handle_exception(error)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer as it goes out, errors always as JSON; a write's is kept for its repeat."""
        if getattr(response, "status_code", 200) >= 400:
            request.accepted_renderer, request.accepted_media_type = JSON(), JSON.media_type
        done = super().finalize_response(request, response, *args, **kwargs)
        if request.method in WRITES and isinstance(done, Response):
            keep_answer(request, done)
        return done

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        """Errors in the API's shape, those of the domain included."""
        return lambda error, context: answer(_said(error), context)

    def _say_how_long(self, response: HttpResponseBase) -> None:
        patch_vary_headers(response, ("Accept", "Accept-Language"))
        if self.is_public and response.status_code == 200 and not self.request.headers.get("Authorization"):
            patch_cache_control(response, public=True, max_age=60)
        else:
            patch_vary_headers(response, ("Authorization",))
            patch_cache_control(response, private=True, no_cache=True)
        response["Content-Language"] = get_language() or settings.LANGUAGE_CODE
        response["API-Version"] = "1"


def says(*kinds: type[Exception]) -> Callable[[Callable[[Any], ApiError]], Callable[[Any], ApiError]]:
    """Registers how errors of the domain are said; each part of the API says those of its own services."""

    def register(maker: Callable[[Any], ApiError]) -> Callable[[Any], ApiError]:
        LIBRARY.update(dict.fromkeys(kinds, maker))
        return maker

    return register


def _said(error: Exception) -> Exception:
    for kind in type(error).__mro__:
        if kind in LIBRARY:
            return LIBRARY[kind](error)
    return error
