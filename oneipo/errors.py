"""What is answered when a request fails before or behind every view: a page for people, an error for programs."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from api.kernel.errors import ApiError, not_found, plain_answer, too_large
from portal.views import errors as pages


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an address or a body that cannot be read; 413 to a program whose body is too large."""
    if not is_program(request):
        return pages.unreadable(request, exception)
    if isinstance(exception, RequestDataTooBig):
        return plain_answer(request, too_large())
    return plain_answer(request, ApiError(400, "unreadable", _("The address or the body cannot be read.")))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return plain_answer(request, not_found()) if is_program(request) else pages.not_found(request, exception)


def crashed(request: HttpRequest) -> HttpResponse:
    """500: drawn without a database, because that may be what failed."""
    if not is_program(request):
        return pages.server_error(request)
    return plain_answer(request, ApiError(500, "crashed", _("Something went wrong here. Try again later.")))


def is_program(request: HttpRequest) -> bool:
    """Whether the API was called."""
    return request.path_info.startswith(settings.API_PATH)
