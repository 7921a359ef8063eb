"""The API's own description as a file, and the answer at addresses that it does not have."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from api.kernel.errors import not_found, plain_answer

SANDBOX = {"description": "The sandbox: invented patents and test cards. Try it here first."}


@cache
def described() -> dict[str, Any]:
    """The description, made once in a process."""
    generator: Any = SchemaGenerator  # its classes are untyped
    made: dict[str, Any] = generator().get_schema(request=None, public=True)
    return made


def as_text(*, servers: Sequence[dict[str, str]] = ()) -> str:
    """The description as it is committed: stable, so that a change shows as one; ``servers`` are added to its own."""
    said = described()
    said = said | {"servers": [*said["servers"], *servers]}
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE).decode()


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """``/api/v1/openapi.json``; with the address of the sandbox where this service has one."""
    text = as_text(servers=[SANDBOX | {"url": settings.SANDBOX_URL}] if settings.SANDBOX_URL else ())
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "public, max-age=300"})


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Every address that no part has."""
    return plain_answer(request, not_found())
