"""Search over the public register."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import bad_parameter
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.views import ApiView
from api.register.examples import FOUND, answer
from api.register.representing import found
from api.register.shapes import RightsFound
from rights.portfolio.lists import KINDS
from rights.searching import search_published
from rights.statuses import Status

SORTS = {"number": "number"}
FIRST = "number:asc"
LONGEST = 200


class RightSearch(ApiView):
    """``/register/rights``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="searchRegister",
        summary="Search the public register",
        parameters=[
            text_parameter(
                "q",
                "Any number of a right as people type it, or words of its title and its owner's name; three letters "
                "or more may begin a longer word. Without it every published right is listed.",
                maxLength=LONGEST,
            ),
            OpenApiParameter(
                "status", str, description="Codes of `right-statuses` with commas between; only with `q`."
            ),
            OpenApiParameter("kind", str, description="Codes of `right-kinds` with commas between; only with `q`."),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses={(200, "application/json"): RightsFound, (200, "text/csv"): OpenApiTypes.STR},
        examples=[answer("One right", FOUND)],
    )
    def get(self, request: Request) -> Response:
        """Published rights in the order of their numbers."""
        text = request.query_params.get("q", "").replace("\0", " ")
        if len(text) > LONGEST:
            raise bad_parameter("q", _("Give at most %(most)s characters.") % {"most": LONGEST})
        statuses, kinds = one_of(request, "status", Status.values), one_of(request, "kind", KINDS)
        if (statuses or kinds) and not text.strip():
            raise bad_parameter("q", _("Say what to look for: status and kind only narrow what q finds."))
        what = asked(request, SORTS, first=FIRST)
        rows = search_published(text, statuses=statuses, kinds=kinds, to=self.actor)
        return listed(request, rows, what, lambda page: list(map(found, page)))
