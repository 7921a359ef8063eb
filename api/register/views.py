"""One right of the public register, today or as at a day."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import ApiError, bad_parameter
from api.kernel.lists import day
from api.kernel.negotiation import JSON
from api.kernel.versions import etag_of, is_held, versioned
from api.kernel.views import ApiView, says
from api.register.examples import WHOLE, answer
from api.register.finding import AMBIGUOUS, NUMBER, ST96, XML
from api.register.representing import whole
from api.register.shapes import RightOnRegister
from core.clock import now
from core.days import end_of, legal_day
from rights.exports.bibliographic import bibliographic_xml
from rights.lookup import the_published
from rights.models import Right
from rights.register import NotThenOnRegister, as_at, stored_state
from rights.standing import Snapshot

ENTERED, EFFECTIVE = "entered", "effective"


class OneRight(ApiView):
    """``/register/rights/{number}``."""

    is_public = True
    renderer_classes = [JSON, ST96]

    @extend_schema(
        operation_id="getRightOnRegister",
        summary="What the register says of a right",
        parameters=[
            NUMBER,
            OpenApiParameter("asAt", OpenApiTypes.DATE, description="What the register said on this day."),
            OpenApiParameter(
                "basis",
                str,
                enum=[ENTERED, EFFECTIVE],
                default=ENTERED,
                description="`entered`: what the register said at the end of the day. `effective`: what counted on the "
                "day, with everything that was entered later. Only with `asAt`.",
            ),
        ],
        responses={(200, "application/json"): RightOnRegister, (200, "application/xml"): XML, 409: AMBIGUOUS},
        examples=[answer("A granted patent", WHOLE)],
    )
    def get(self, request: Request, number: str) -> Response:
        """Numbers, days, title, parties, addresses, licences, proceedings and renewals, as the public page shows them.

        As XML it is `pat:BibliographicData` of WIPO ST.96. What is withheld today is withheld for every day.
        """
        on, basis = _day_asked(request)
        right = the_published(number, to=self.actor)
        kind = request.accepted_renderer.format
        etag = etag_of(right.number, right.version, on, basis if on else "", kind, get_language())
        if is_held(request, etag):
            return versioned(request, None, etag)
        said = snapshot(right, on, basis)
        if kind == ST96.format:
            return versioned(request, bibliographic_xml(said), etag)
        then: dict[str, Any] = {"asAt": {"day": on, "basis": basis}} if on else {}
        return versioned(request, whole(said) | then, etag)


def _day_asked(request: Request) -> tuple[date | None, str]:
    on, basis = day(request, "asAt"), request.query_params.get("basis", ENTERED)
    if basis not in (ENTERED, EFFECTIVE):
        raise bad_parameter("basis", _("Give entered or effective."))
    if on and on > legal_day(now()):
        raise bad_parameter("asAt", _("The register says nothing of days to come."))
    return on, basis


def snapshot(right: Right, on: date | None, basis: str) -> Snapshot:
    """What the register says of the right, or said of the day.

    Raises:
        NotThenOnRegister: if it said nothing then.
    """
    if on is None:
        return Snapshot.of(right.pk, stored_state(right.pk))
    entered: datetime | None = end_of(on) if basis == ENTERED else None
    return Snapshot.of(right.pk, as_at(right.pk, effective=on, entered=entered))


@says(NotThenOnRegister)
def _not_then(_error: Any) -> ApiError:
    return ApiError(404, "notThenOnRegister", _("The register said nothing of this right on that day."), target="asAt")
