"""The chain of title: who has owned a right, from when to when, and how it came to them."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.negotiation import CSV, JSON
from api.kernel.versions import etag_of, is_held, versioned
from api.kernel.views import ApiView
from api.register.examples import TENURE, answer
from api.register.finding import AMBIGUOUS, NUMBER
from api.register.shapes import ChainOfTitle
from rights.lookup import the_published
from rights.title import Owner, Tenure, tenures_of


class RightTitle(ApiView):
    """``/register/rights/{number}/title``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listTenures",
        summary="Who has owned a right",
        parameters=[NUMBER],
        responses={(200, "application/json"): ChainOfTitle, (200, "text/csv"): OpenApiTypes.STR, 409: AMBIGUOUS},
        examples=[answer("One sale", {"items": [TENURE]})],
    )
    def get(self, request: Request, number: str) -> Response:
        """Every tenure, the oldest first, in one answer: a right changes hands a few times in its life.

        The last has no `untilDate`. Names that are withheld are empty.
        """
        right = the_published(number, to=self.actor)
        etag = etag_of("title", right.number, right.version, request.accepted_renderer.format, get_language())
        if is_held(request, etag):
            return versioned(request, None, etag)
        return versioned(request, {"items": [_said(one) for one in tenures_of(right.pk)]}, etag)


def _said(one: Tenure) -> dict[str, Any]:
    return {
        "ownerBag": [_owner(owner) for owner in one.owners],
        "fromDate": one.from_on,
        "untilDate": one.until_on,
        "how": one.how or None,
        "enteredDate": one.entered_on,
        "entryNumber": one.number,
    }


def _owner(owner: Owner) -> dict[str, Any]:
    return {"name": owner.name, "share": owner.share or None, "companyNumber": owner.company_number or None}
