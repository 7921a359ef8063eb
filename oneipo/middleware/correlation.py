"""Gives every request an id that its answer, its log lines and its messages carry."""

import re
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpResponse

from accounts.requests import SiteRequest

HEADER = "X-Correlation-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


class CorrelationMiddleware:
    """Takes a well-formed id from the proxy in front, or makes one."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer, with the id in its header."""
        given = request.headers.get(HEADER, "")
        correlation_id = given if WELL_FORMED.fullmatch(given) else str(uuid4())
        request.correlation_id = correlation_id
        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            response = self.get_response(request)
        response[HEADER] = correlation_id
        return response
