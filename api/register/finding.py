"""The right that an address names; unknown, unpublished and withheld numbers answer alike."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.renderers import BaseRenderer

from api.kernel.errors import ApiError, conflict, not_found
from api.kernel.shapes import Error
from api.kernel.views import says
from rights.lookup import NothingThere, SeveralMeant
from rights.models import Right

NUMBER = OpenApiParameter(
    "number",
    str,
    OpenApiParameter.PATH,
    description="Any number of the right, as people type it: `GB2470008`, `EP(UK)1000000`, `GB1418215.8`, "
    "`SPC-GB07-014` (a slash is sent as a hyphen).",
)
AMBIGUOUS = OpenApiResponse(Error, description="The number may mean several rights; `details` names them.")
XML = OpenApiResponse(str, description="WIPO ST.96 (V6_0).")


class ST96(BaseRenderer):
    """A document that is XML already."""

    media_type = "application/xml"
    format = "xml"
    charset = "utf-8"
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The document; nothing where the caller has it."""
        return data or b""


@says(NothingThere)
def _nothing(_error: Any) -> ApiError:
    return not_found()


@says(SeveralMeant)
def _several(error: SeveralMeant) -> ApiError:
    details = [{"code": "candidate", "message": _meaning(right), "target": right.number} for right in error.rights]
    return conflict("ambiguousNumber", _("The number may mean several rights. Send it with its office."), details)


def _meaning(right: Right) -> str:
    return f"{right.number}: {right.title}" if right.title else right.number
