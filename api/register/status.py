"""What happened to a right: in the office's words, and as legal status in WIPO ST.27."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import ApiError
from api.kernel.negotiation import CSV, JSON
from api.kernel.versions import etag_of, is_held, versioned
from api.kernel.views import ApiView
from api.register.examples import HAPPENED, STATUS, answer
from api.register.finding import AMBIGUOUS, NUMBER, ST96, XML
from api.register.representing import identification
from api.register.shapes import History, PatentLegalStatus
from core.clock import now
from core.days import legal_day
from rights.exports.legal_status import Happened, RightStatus, category_of, legal_status_xml
from rights.facts import RenewalPaid
from rights.happenings import detail, what_happened
from rights.history import TimelineEvent, timeline
from rights.lookup import the_published
from rights.models import Right
from rights.st27 import event_of
from rights.watching import is_for_all


class RightHistory(ApiView):
    """``/register/rights/{number}/history``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listRightHistory",
        summary="What happened to a right",
        parameters=[NUMBER],
        responses={(200, "application/json"): History, (200, "text/csv"): OpenApiTypes.STR, 409: AMBIGUOUS},
        examples=[answer("A renewal", HAPPENED)],
    )
    def get(self, request: Request, number: str) -> Response:
        """Every entry that the public register shows, newest first, in one answer."""
        right = the_published(number, to=self.actor)
        etag = etag_of("history", right.number, right.version, request.accepted_renderer.format, get_language())
        if is_held(request, etag):
            return versioned(request, None, etag)
        return versioned(request, {"items": [_said(one) for one in reversed(_shown(right))]}, etag)


class LegalStatus(ApiView):
    """``/register/rights/{number}/legal-status``."""

    is_public = True
    renderer_classes = [JSON, ST96]

    @extend_schema(
        operation_id="getLegalStatus",
        summary="The legal status of a right in WIPO ST.27",
        parameters=[NUMBER],
        responses={(200, "application/json"): PatentLegalStatus, (200, "application/xml"): XML, 409: AMBIGUOUS},
        examples=[answer("A renewal", STATUS)],
    )
    def get(self, request: Request, number: str) -> Response:
        """Every public event that the standard knows, oldest first. As XML it is `pat:PatentLegalStatusData` of ST.96.

        The schema of the XML demands an event: without one the answer is 406, and JSON says an empty list.
        """
        right = the_published(number, to=self.actor)
        kind, today = request.accepted_renderer.format, legal_day(now())
        made_on = today if kind == ST96.format else None
        etag = etag_of("legal-status", right.number, right.version, made_on, kind, get_language())
        if is_held(request, etag):
            return versioned(request, None, etag)
        events = [event for event in _shown(right) if event_of(event.fact)]
        if kind == ST96.format and not events:
            raise ApiError(406, "notAcceptable", _("There is no event yet to say in XML. Ask for application/json."))
        told = [Happened(one.fact, what_happened(one.fact), one.known_on) for one in events]
        if kind == ST96.format:
            about = (right.kind, right.application_number, right.publication_number, right.filed_on)
            return versioned(request, legal_status_xml([RightStatus(*about, told)], made_on=today), etag)
        return versioned(request, _legal_status(right, told), etag)


def _shown(right: Right) -> list[TimelineEvent]:
    return [event for event in timeline(right.pk) if is_for_all(event.fact)]


def _said(event: TimelineEvent) -> dict[str, Any]:
    text, status = detail(event.fact), event_of(event.fact)
    said = {
        "kind": event.fact.kind,
        "title": what_happened(event.fact),
        "effectiveDate": event.fact.effective_on,
        "eventDate": event.known_on,
        "isCorrected": event.corrected_by is not None,
    }
    return said | ({"text": text} if text else {}) | ({"detailedEventCode": status.detail} if status else {})


def _legal_status(right: Right, told: list[Happened]) -> dict[str, Any]:
    numbers = identification(right)
    numbers.pop("patentGrantIdentification", None)
    return numbers | {
        "ipRightKindCategory": category_of(right.kind),
        "statusEventDataBag": [_event(one) for one in told],
    }


def _event(happened: Happened) -> dict[str, Any]:
    event = event_of(happened.fact)
    if event is None:
        raise ValueError("Only events of the standard are told")
    code = {
        "stateCode": event.state,
        "previousStageCode": event.before,
        "currentStageCode": event.after,
        "keyEventCode": event.key,
        "detailedEventCode": event.detail,
        "nationalEventCode": happened.words,
    }
    days = {"eventDate": happened.entered_on, "effectiveDate": happened.fact.effective_on}
    year = happened.fact.year if isinstance(happened.fact, RenewalPaid) else None
    paid = {"paymentEventData": {"feePaymentYearNumber": year}} if year else {}
    return {"statusEventCode": code, **days, **paid}
