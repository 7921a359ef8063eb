"""How often one may call: by client with a token, by address without one; said in headers with every answer."""

import math
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from api.kernel.authentication import Caller

MINUTE = 60


class RateLimit(SimpleRateThrottle):
    """A sliding minute. ``RateLimit-Limit``, ``-Remaining`` and ``-Reset`` say how much of it is left."""

    def __init__(self) -> None:
        self.duration = MINUTE
        self.num_requests = 0
        self.history: list[float] = []

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether one more is allowed; the answer's headers are made of what was counted."""
        caller: Any = request.user
        is_known = isinstance(caller, Caller)
        self.num_requests = settings.API_REQUESTS_A_MINUTE if is_known else settings.API_PUBLIC_REQUESTS_A_MINUTE
        self.key = f"api-calls:{caller.client_id if is_known else self.get_ident(request)}"
        self.history = self.cache.get(self.key, [])
        self.now = self.timer()
        while self.history and self.history[-1] <= self.now - self.duration:
            self.history.pop()
        is_allowed = len(self.history) < self.num_requests
        if is_allowed:
            self.history.insert(0, self.now)
            self.cache.set(self.key, self.history, self.duration)
        request._request.rate_headers = self.headers()  # type: ignore[attr-defined]
        return is_allowed

    def headers(self) -> dict[str, str]:
        """What is left of the minute."""
        oldest = self.history[-1] if self.history else self.now
        return {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(0, self.num_requests - len(self.history))),
            "RateLimit-Reset": str(max(1, math.ceil(oldest + self.duration - self.now))),
        }
