"""The journal's issues as a list, and one of them as JSON, CSV or WIPO ST.96."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from api.journal.shapes import IssueInFull, Issues
from api.kernel.errors import ApiError, not_found
from api.kernel.lists import asked, list_parameters, listed
from api.kernel.negotiation import CSV, JSON
from api.kernel.versions import etag_of, is_held, versioned
from api.kernel.views import ApiView
from api.register.examples import answer
from api.register.finding import ST96, XML
from rights.exports.legal_status import legal_status_xml
from rights.happenings import detail, what_happened
from rights.journal.issues import Notice, notices_in, statuses_in
from rights.models import JournalIssue
from rights.st27 import event_of

SORTS = {"number": "number"}
FIRST = "number:desc"
ISSUE = {
    "number": 12,
    "publicationDate": "2024-06-12",
    "href": "https://service.example/api/v1/journal/issues/2024-06-12",
}
NOTICE = {
    "section": "ceased",
    "number": "GB2470008",
    "kind": "GB",
    "inventionTitle": "Adjustable widget",
    "owner": "Acme Widgets Ltd",
    "title": "Ceased: renewal fee not paid",
    "text": "",
    "effectiveDate": "2024-06-05",
    "detailedEventCode": "H13",
}


class IssueList(ApiView):
    """``/journal/issues``."""

    is_public = True
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listJournalIssues",
        summary="The journal's issues",
        parameters=list_parameters(SORTS, first=FIRST),
        responses={(200, "application/json"): Issues, (200, "text/csv"): OpenApiTypes.STR},
        examples=[answer("One issue", {"items": [ISSUE], "limit": 50, "offset": 0})],
    )
    def get(self, request: Request) -> Response:
        """The latest first; there is one each week."""
        return listed(request, JournalIssue.objects.all(), asked(request, SORTS, first=FIRST), self._items)

    def _items(self, rows: Sequence[JournalIssue]) -> list[dict[str, Any]]:
        return [
            {
                "number": row.number,
                "publicationDate": row.published_on,
                "href": reverse("api-journal-issue", kwargs={"day": row.published_on}, request=self.request),
            }
            for row in rows
        ]


class OneIssue(ApiView):
    """``/journal/issues/{day}``."""

    is_public = True
    renderer_classes = [JSON, CSV, ST96]

    @extend_schema(
        operation_id="getJournalIssue",
        summary="One issue with its notices",
        responses={
            (200, "application/json"): IssueInFull,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/xml"): XML,
        },
        examples=[answer("One notice", {"number": 12, "publicationDate": "2024-06-12", "items": [NOTICE]})],
    )
    def get(self, request: Request, day: date) -> Response:
        """Every notice of the week, in one answer, by heading and number. As XML it is `pat:PatentLegalStatusData`.

        What was withheld since is left out. The schema of the XML demands an event: without one the answer is 406.
        """
        issue = JournalIssue.objects.filter(published_on=day).first()
        if issue is None:
            raise not_found()
        notices, kind = notices_in(issue), request.accepted_renderer.format
        etag = etag_of("journal", issue.number, [one.number for one in notices], kind, get_language())
        if is_held(request, etag):
            return versioned(request, None, etag)
        if kind == ST96.format:
            return versioned(request, _xml(notices, issue), etag)
        said = {"number": issue.number, "publicationDate": issue.published_on, "items": [_said(one) for one in notices]}
        return versioned(request, said, etag)


def _xml(notices: Sequence[Notice], issue: JournalIssue) -> bytes:
    found = list(statuses_in(notices, published_on=issue.published_on))
    if not found:
        raise ApiError(406, "notAcceptable", _("There is no event to say in XML. Ask for application/json."))
    return legal_status_xml(found, made_on=issue.published_on)


def _said(notice: Notice) -> dict[str, Any]:
    event = event_of(notice.fact)
    return {
        "section": str(notice.section),
        "number": notice.number,
        "kind": notice.kind,
        "inventionTitle": notice.title,
        "owner": notice.owner,
        "title": what_happened(notice.fact),
        "text": detail(notice.fact),
        "effectiveDate": notice.fact.effective_on,
        "detailedEventCode": event.detail if event else None,
    }
