"""Pages that say things about the service, and addresses that machines ask for."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.clock import now

CONTENT = ("help", "cookies", "privacy", "accessibility", "terms")


@require_safe
def content(request: HttpRequest, page: str) -> HttpResponse:
    """One of the pages about the service."""
    return render(request, f"pages/{page}.html", {"section": page})


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The process and what it needs answer: 200, or 503 with the part that does not."""
    parts = {"database": _database_answers(), "cache": _cache_answers()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


@require_safe
@cache_control(max_age=86400, public=True)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116)."""
    address = request.build_absolute_uri("/")
    expires = now().replace(year=now().year + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {address}help/",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, cy",
        f"Canonical: {address}.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86400, public=True)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is public and nothing else."""
    private = ("home", "portfolio", "patents", "filings", "messages", "account", "pay", "link", "staff", "not-me")
    lines = ["User-agent: *", *(f"Disallow: /{part}/" for part in private)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    cache.set("ready", 1, 5)
    return bool(cache.get("ready") == 1)
