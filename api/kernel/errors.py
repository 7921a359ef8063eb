"""Every error in one shape: code, message, details, target and correlation id (after WIPO ST.90, theme "errors")."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import exceptions as drf
from rest_framework.response import Response

from core.actor import NotPermitted, SignInTooOld
from core.outside import Refused, Unavailable


class ApiError(Exception):
    """An answer that is an error: its status, code and sentence, and what it is about.

    ``target`` names the parameter, header or member of the body that is wrong. ``details`` has one item for each of
    several faults, each with ``code``, ``message`` and ``target``.
    """

    def __init__(
        self, status: int, code: str, message: str, *, target: str = "", details: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.target, self.details = status, code, message, target, list(details)


def not_found() -> ApiError:
    """What is not there, and what is not for the caller: both answer alike."""
    return ApiError(404, "notFound", _("There is nothing here, or it is not for this caller."))


def bad_parameter(name: str, message: str) -> ApiError:
    """A parameter of the address that cannot be read."""
    return ApiError(400, "badParameter", message, target=name)


def conflict(code: str, message: str, details: Sequence[Mapping[str, Any]] = ()) -> ApiError:
    """It cannot be done as things stand."""
    return ApiError(409, code, message, details=details)


def invalid(message: str, details: Sequence[Mapping[str, Any]] = (), code: str = "invalid") -> ApiError:
    """The body can be read but not taken."""
    return ApiError(422, code, message, details=details)


def too_large() -> ApiError:
    """A body of more bytes than are read; files go to ``/files``, where another limit holds (RFC 9110 15.5.14)."""
    text = _("A body can have up to %(most)s bytes. Divide it, or give files to /files.")
    return ApiError(413, "tooLarge", text % {"most": f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}"})


def body_of(error: ApiError, correlation_id: str) -> dict[str, Any]:
    """The error as it is sent; members that say nothing are left out."""
    said = {
        "code": error.code,
        "message": error.message,
        "target": error.target,
        "details": error.details,
        "status": error.status,
        "moreInfo": f"{settings.PUBLIC_URL}{reverse('developers:errors')}#{error.code}",
        "correlationId": correlation_id,
    }
    return {"error": {name: value for name, value in said.items() if value not in ("", [])}}


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's door for exceptions; what nobody expected goes on to the page of the 500."""
    found = _as_api_error(error)
    if found is None:
        return None
    request = context["request"]
    headers = {"WWW-Authenticate": getattr(error, "auth_header", "")} if getattr(error, "auth_header", "") else {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(max(1, round(wait)))
    return Response(body_of(found, request._request.correlation_id), status=found.status, headers=headers)


def plain_answer(request: HttpRequest, error: ApiError) -> JsonResponse:
    """The same for what fails before or behind REST framework: an unknown address, a crash."""
    return JsonResponse(body_of(error, getattr(request, "correlation_id", "")), status=error.status)


def _as_api_error(error: Exception) -> ApiError | None:
    found: ApiError | None = error if isinstance(error, ApiError) else None
    match error:
        case Http404() | drf.NotFound():
            found = not_found()
        case RequestDataTooBig():
            found = too_large()
        case SignInTooOld():
            found = ApiError(403, "signInNeeded", str(error))
        case NotPermitted():
            found = ApiError(403, "notPermitted", str(error))
        case Unavailable():
            found = ApiError(503, "unavailable", _("A service that we need does not answer. Try again later."))
        case Refused():
            found = ApiError(502, "refusedElsewhere", _("A service that we need refused. Write to us if it goes on."))
        case drf.APIException():
            found = _of_framework(error)
    return found


CODES = {
    "not_authenticated": "tokenNeeded",
    "authentication_failed": "badToken",
    "permission_denied": "notPermitted",
    "method_not_allowed": "methodNotAllowed",
    "not_acceptable": "notAcceptable",
    "unsupported_media_type": "unsupportedMediaType",
    "throttled": "tooManyRequests",
    "parse_error": "unreadable",
    "invalid": "invalid",
}


def _of_framework(error: drf.APIException) -> ApiError:
    if isinstance(error, drf.ValidationError):
        return invalid(_("The body has faults."), list(_faults(error.detail)))
    code = CODES.get(error.default_code, "error")
    return ApiError(error.status_code, code, str(error.detail))


def _faults(detail: Any, path: str = "") -> Iterable[dict[str, str]]:
    """Each fault of a body with the JSON pointer of the member that has it (RFC 6901)."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            step = "" if name == "non_field_errors" else f"/{_camel(str(name))}"
            yield from _faults(inner, path + step)
    elif isinstance(detail, list) and any(isinstance(inner, Mapping | list) for inner in detail):
        for place, inner in enumerate(detail):
            yield from _faults(inner, f"{path}/{place}")
    else:
        for text in detail if isinstance(detail, list) else [detail]:
            yield {"code": _camel(str(getattr(text, "code", "invalid"))), "message": str(text), "target": path or "/"}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
