"""The OpenAPI description: what every operation has is said here once; what is its own it says itself."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_basic_type
from drf_spectacular.utils import OpenApiParameter

from api.kernel.repeats import HEADER
from api.kernel.scopes import scopes_for
from api.kernel.shapes import Error

WRITES = ("POST", "PUT", "PATCH", "DELETE")
ALWAYS = {
    "400": "A parameter, a header or the body cannot be read.",
    "401": "A token that is not good, or none where one is needed.",
    "404": "Not there, or not for this caller.",
    "405": "The address does not have that method.",
    "406": "None of the formats that the caller takes.",
    "429": "Too many calls in a minute.",
}
WITH_TOKEN = {"403": "The token, or the member's role, does not allow it."}
OF_WRITES = {
    "409": "It cannot be done as things stand.",
    "412": "Somebody changed it meanwhile.",
    "413": "The body is larger than 2,621,440 bytes; files go to `/files`.",
    "415": "A body of a format that is not read.",
    "422": "The body can be read but not taken.",
    "428": "If-Match is needed.",
    "502": "A service that we need refused.",
    "503": "A service that we need does not answer.",
}
ERRORS = "application/json"


class Described(AutoSchema):
    """Adds scopes, the header of repeats, and the errors that every operation can answer."""

    def get_auth(self) -> list[dict[str, list[str]]]:
        """One of the scopes is enough; an empty list for what anybody may call."""
        return [{"oauth2": [str(scope)]} for scope in sorted(scopes_for(self.view, self.method))]

    def get_override_parameters(self) -> list[Any]:
        """The header by which a repeat is known."""
        if self.method not in WRITES:
            return []
        return [
            OpenApiParameter(
                HEADER,
                {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
                OpenApiParameter.HEADER,
                required=self.method == "POST",
                description="A new one for each new thing to do; the same again is answered as before, for 24 hours.",
            )
        ]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction=direction)
        told = ALWAYS | (WITH_TOKEN if self.get_auth() else {}) | (OF_WRITES if self.method in WRITES else {})
        component = self.resolve_serializer(Error(), direction)
        content = {ERRORS: {"schema": component.ref}}
        faults = {code: words for code, words in told.items() if code not in bodies}
        faults |= {code: body["description"] for code, body in bodies.items() if code >= "400"}
        return bodies | {code: {"description": words, "content": content} for code, words in faults.items()}

    def get_tags(self) -> list[str]:
        """The part of the API, by its folder's name."""
        part = type(self.view).__module__.split(".")[1]
        return [part.replace("_", "-")]


def only_v1(endpoints: list[Any]) -> list[Any]:
    """The API's own addresses, without its description."""
    return [one for one in endpoints if one[0].startswith("/api/v1/") and "openapi" not in one[0]]


def finish(result: dict[str, Any], generator: Any, **_said: Any) -> dict[str, Any]:
    """What the whole says of itself."""
    from api.kernel.about import about  # noqa: PLC0415  reads the tags' texts when they are needed

    return about(result)


def text_parameter(name: str, words: str, **schema: Any) -> OpenApiParameter:
    """A parameter of the address that is text."""
    basic = build_basic_type(str) or {}
    return OpenApiParameter(name, {**basic, **schema}, description=words)


def if_match_parameter() -> OpenApiParameter:
    """The header that says which version is to be changed."""
    words = "The ETag of what was read, or *."
    return OpenApiParameter("If-Match", {"type": "string", "minLength": 1}, OpenApiParameter.HEADER, description=words)
