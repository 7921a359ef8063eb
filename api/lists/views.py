"""Lists: made and tried in the background, looked at line by line, corrected, and made one request."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from api.filings import shapes as filing_shapes
from api.filings.loading import READS, RENEWAL, WRITES, FilingView, declared_named
from api.filings.views import etag_for
from api.filings.words import in_full
from api.kernel.errors import ApiError, not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON, JSONBody
from api.kernel.schema import if_match_parameter
from api.kernel.versions import demand_version, versioned
from api.lists import problems, shapes  # noqa: F401  says the errors of lists
from api.lists.bodies import XLSX, TableBody, WorkbookBody
from api.lists.showing import all_said, lines, said, version_of
from core.clock import now
from transactions.lists.checking import look_again
from transactions.lists.making import (
    correct,
    drop,
    leave_out,
    list_for,
    lists_of,
    make_list,
    promise_check,
    rename,
)
from transactions.lists.outcome import outcome_rows
from transactions.lists.reading import Row, read_file
from transactions.lists.sending import begin_from_list
from transactions.models import ListLine, RightsList

SORTS = {"place": "place"}
FIRST = "place:asc"
EXAMPLE = OpenApiExample(
    "Renewals",
    value={"type": "renew", "rows": [{"number": "GB2900001", "ownReference": "P0001"}, {"number": "EP3756048"}]},
    request_only=True,
)
NAMED = OpenApiExample("Another name", value={"name": "June renewals"}, request_only=True)
CORRECTED = OpenApiExample("Another number", value={"number": "GB2900002"}, request_only=True)
LEFT_OUT = OpenApiExample("Left out", value={"isLeftOut": True}, request_only=True)
TYPE = OpenApiParameter("type", str, description="The type of request, for a body that is a file.")
NAME = OpenApiParameter("name", str, description="What the list is called, for a body that is a file.")
LINE_PARAMETERS = [
    *list_parameters(SORTS, first=FIRST),
    OpenApiParameter("verdict", str, description="One or several of ready, blocked, unknown, twice."),
]


class ListsView(FilingView):
    """The base of everything about lists."""

    scopes = {"GET": READS, "POST": WRITES, "PATCH": WRITES, "DELETE": WRITES}

    def list(self, reference: str) -> RightsList:
        """The caller's list.

        Raises:
            ApiError: 404 if it is not theirs, or deleted, or the token is not for it.
        """
        found = list_for(reference, by=self.acting)
        if found is None or found.dropped_at is not None or not self.is_for(found.type):
            raise not_found()
        return found


class AllLists(ListsView):
    """``/lists``."""

    parser_classes = [JSONBody, TableBody, WorkbookBody]

    @extend_schema(operation_id="listLists", summary="Lists that are not sent", responses=shapes.ListsOfRights)
    def get(self, request: Request) -> Response:
        """The newest fifty."""
        mine = [one for one in lists_of(self.acting) if self.is_for(one.type)]
        return Response({"items": all_said(mine)})

    @extend_schema(
        operation_id="createList",
        summary="Try a list of rights",
        parameters=[TYPE, NAME],
        request={"application/json": shapes.NewList, "text/csv": bytes, XLSX: bytes},
        responses={202: shapes.ListOfRights},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Takes up to 10,000 rows. A worker looks at every line; ask again at `Location` until `state` is checked.

        The same rows again lead to the list that is there.
        """
        slug, name, language, rows = self._given(request)
        declared_named(slug)
        if not self.is_for(slug):
            raise ApiError(403, "scopeNeeded", _("The token is for renewals alone."))
        made = make_list(slug, rows, name=name, language=language, by=self.acting, at=now())
        where = reverse("api-list", kwargs={"reference": made.reference}, request=request)
        return Response(said(made), status=202, headers={"Location": where})

    def _given(self, request: Request) -> tuple[str, str, str, list[Row]]:
        if isinstance(request.data, dict) and isinstance(request.data.get("file"), bytes):
            slug, name = request.query_params.get("type", RENEWAL), request.query_params.get("name", "API")
            return slug, name, get_language() or "en", read_file("list", request.data["file"])
        shape = shapes.NewList(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        rows = [Row(one["number"].strip(), one.get("ownReference", "")) for one in given["rows"]]
        return given["type"], given.get("name", "API"), given.get("language", "en"), rows


class OneList(ListsView):
    """``/lists/{reference}``."""

    @extend_schema(operation_id="getList", summary="One list", responses=shapes.ListOfRights)
    def get(self, request: Request, reference: str) -> Response:
        """How far the dry run is, and what it says."""
        made = self.list(reference)
        return versioned(request, said(made), version_of(made))

    @extend_schema(
        operation_id="changeList",
        summary="Give it another name",
        parameters=[if_match_parameter()],
        request=shapes.ChangedList,
        responses=shapes.ListOfRights,
        examples=[NAMED],
    )
    def patch(self, request: Request, reference: str) -> Response:
        """Only before it is sent."""
        made = self.list(reference)
        demand_version(request, version_of(made))
        shape = shapes.ChangedList(data=request.data)
        shape.is_valid(raise_exception=True)
        rename(made, shape.validated_data["name"], by=self.acting, at=now())
        made = self.list(reference)
        return Response(said(made), headers={"ETag": version_of(made)})

    @extend_schema(operation_id="deleteList", summary="Throw it away", responses={204: None})
    def delete(self, request: Request, reference: str) -> Response:
        """Only before it is sent."""
        drop(self.list(reference), by=self.acting, at=now())
        return Response(status=204)


class Lines(ListsView):
    """``/lists/{reference}/lines``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listLines", summary="Its lines", parameters=LINE_PARAMETERS, responses=shapes.LinesOfList
    )
    def get(self, request: Request, reference: str) -> Response:
        """Every line as it was given, with what the dry run says of it."""
        rows = ListLine.objects.visible_to(self.acting).filter(list=self.list(reference)).select_related("right")
        verdicts = one_of(request, "verdict", shapes.VERDICTS)
        rows = rows.filter(verdict__in=verdicts) if verdicts else rows
        return listed(request, rows, asked(request, SORTS, first=FIRST), lines)


class OneLine(ListsView):
    """``/lists/{reference}/lines/{place}``."""

    @extend_schema(
        operation_id="changeLine",
        summary="Correct a line, or leave it out",
        request=shapes.ChangedLine,
        responses=shapes.LineOfList,
        examples=[CORRECTED, LEFT_OUT],
    )
    def patch(self, request: Request, reference: str, place: int) -> Response:
        """A corrected line is looked at again by a worker."""
        made, shape = self.list(reference), shapes.ChangedLine(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        mine = ListLine.objects.visible_to(self.acting).filter(list=made, place=place).select_related("right")
        if not mine.exists():
            raise not_found()
        if "number" in given:
            correct(made, place, given["number"], by=self.acting, at=now())
            promise_check(made, by=self.acting, at=now())
        if "isLeftOut" in given:
            leave_out(made, place, is_out=given["isLeftOut"], by=self.acting, at=now())
        return Response(lines(list(mine))[0])


class Checks(ListsView):
    """``/lists/{reference}/checks``."""

    @extend_schema(operation_id="checkListAgain", summary="Today's prices", request=None, responses=shapes.ListOfRights)
    def post(self, request: Request, reference: str) -> Response:
        """Looks at every line again, now: another day, another price."""
        made = self.list(reference)
        look_again(made, by=self.acting, at=now())
        return Response(said(self.list(reference)))


class FilingOfList(ListsView):
    """``/lists/{reference}/filing``."""

    @extend_schema(
        operation_id="createFilingFromList",
        summary="Make one request of it",
        request=None,
        responses={201: filing_shapes.FilingInFull},
    )
    def post(self, request: Request, reference: str) -> Response:
        """A draft about every line that is ready and not left out; the same again on a second call."""
        filing = begin_from_list(self.list(reference), by=self.acting, at=now())
        where = reverse("api-filing", kwargs={"reference": filing.reference}, request=request)
        headers = {"Location": where, "ETag": etag_for(filing)}
        return Response(in_full(filing, by=self.acting), status=201, headers=headers)


class OutcomeOfList(ListsView):
    """``/lists/{reference}/outcome``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(operation_id="getOutcome", summary="What became of every line", responses=shapes.OutcomesOfLines)
    def get(self, request: Request, reference: str) -> Response:
        """With the account's own references and the certificates' codes."""
        _heading, *rows = outcome_rows(self.list(reference), by=self.acting)
        names = list(shapes.OutcomeOfLine().fields)
        return Response({"items": [dict(zip(names, row, strict=True)) for row in rows]})
