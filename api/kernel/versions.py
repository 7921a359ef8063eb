"""Versions: ``ETag`` and ``If-None-Match`` when reading, ``If-Match`` when changing (RFC 9110 section 13)."""

from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import ApiError


def etag_of(*parts: Any) -> str:
    """A strong entity tag of what makes the version."""
    return '"' + sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32] + '"'


def versioned(request: Request, body: Any, etag: str, **said: Any) -> Response:
    """The body with its version, or 304 if the caller has it."""
    if is_held(request, etag):
        return Response(status=304, headers={"ETag": etag})
    return Response(body, headers={"ETag": etag}, **said)


def is_held(request: Request, etag: str) -> bool:
    """Whether the caller has this version already, so that the body need not be made."""
    held = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    return request.method in ("GET", "HEAD") and (etag in held or held == ["*"])


def demand_version(request: Request, etag: str) -> None:
    """Demands that the caller changes what they have seen.

    Raises:
        ApiError: 428 without ``If-Match``, 412 if somebody changed it meanwhile.
    """
    given = request.headers.get("If-Match", "")
    if not given:
        text = _("Send the ETag of what you have read as If-Match.")
        raise ApiError(428, "ifMatchNeeded", text, target="If-Match")
    if given != "*" and etag not in [one.strip() for one in given.split(",")]:
        text = _("Somebody changed this since you read it. Read it again.")
        raise ApiError(412, "changedMeanwhile", text, target="If-Match")
