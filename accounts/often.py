"""Counts what one network address sends to pages that anyone may use, so that nobody sends without end."""

from django.core.cache import cache
from django.http import HttpRequest

MOST_A_QUARTER_HOUR = 20
QUARTER_HOUR = 900


def asked_too_often(request: HttpRequest, what: str, *, most: int = MOST_A_QUARTER_HOUR) -> bool:
    """Whether this request is one more than ``most`` of the kind from one network address within a quarter hour."""
    return times_lately(f"{what}:{address_of(request)}") > most


def times_lately(what: str) -> int:
    """How often this was counted within a quarter hour, this time among them; 0 where nothing can be counted."""
    cache.add(what, 0, QUARTER_HOUR)
    try:
        return cache.incr(what)
    except ValueError:  # it ran out between the two calls
        return 0


def address_of(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last one that it named, or where there is none the caller's own."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))
