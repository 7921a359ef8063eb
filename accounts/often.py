"""Counts what one network address sends to pages that anyone may use, so that nobody sends without end."""

from django.core.cache import cache
from django.http import HttpRequest

MOST_A_QUARTER_HOUR = 20
QUARTER_HOUR = 900


def asked_too_often(request: HttpRequest, what: str, *, most: int = MOST_A_QUARTER_HOUR) -> bool:
    """Whether this request is one more than ``most`` of the kind from one network address within a quarter hour."""
    key = f"{what}:{address_of(request)}"
    cache.add(key, 0, QUARTER_HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two calls
        return False


def address_of(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last one that it named, or where there is none the caller's own."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))
