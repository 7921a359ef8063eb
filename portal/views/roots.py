"""The daily roots of the register, published so that anyone who keeps a copy can tell whether history was changed."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rights.roots import published_roots


@require_safe
@cache_control(max_age=3600, public=True)
def daily_roots(request: HttpRequest) -> HttpResponse:
    """Every root as CSV, the oldest first; ``verify_register --published FILE`` compares a copy of it."""
    return StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")  # type: ignore[return-value]


def _lines() -> Iterator[str]:
    yield "day,root\r\n"
    yield from (f"{on},{root}\r\n" for on, root in published_roots())
