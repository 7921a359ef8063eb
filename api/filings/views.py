"""Requests: the account's list, a new one, and one of them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from api.filings import shapes
from api.filings.answering import put_answers
from api.filings.loading import RENEWAL, FilingView, declared_named, rights_named
from api.filings.words import checked, in_full, in_short
from api.kernel.errors import ApiError, invalid
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import if_match_parameter
from api.kernel.versions import demand_version, etag_of, versioned
from api.transaction_types.questions import schema_of
from core.clock import now
from core.days import legal_day
from transactions.models import Filing, FilingRight
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.services import NoSuchRight, Seen, begin, check, reopen, submit, withdraw
from transactions.states import State

SORTS = {"changedAt": "changed_at", "createdAt": "created_at"}
FIRST = "changedAt:desc"
EXAMPLE = OpenApiExample(
    "A renewal",
    value={
        "type": "renew",
        "rights": ["GB2900001"],
        "answers": {"receipt": {"email": "docketing@firm.example", "reminders": "no"}},
    },
    request_only=True,
)


class FilingList(FilingView):
    """``/filings``."""

    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listFilings",
        summary="The account's requests",
        parameters=[
            *list_parameters(SORTS, first=FIRST),
            OpenApiParameter("state", str, description="One or several states, with commas between."),
            OpenApiParameter("type", str, description="One type of request."),
            OpenApiParameter("right", str, description="Requests about the right of this number."),
        ],
        responses=shapes.FilingList,
    )
    def get(self, request: Request) -> Response:
        """Drafts, requests under way and those that ended, the last changed at the front."""
        rows = Filing.objects.visible_to(self.acting)
        states, query = one_of(request, "state", State.values), request.query_params
        rows = rows.filter(state__in=states) if states else rows
        rows = rows.filter(type=query["type"]) if query.get("type") else rows
        if query.get("right"):
            about = FilingRight.objects.visible_to(self.acting).filter(right__in=self._right(query["right"]))
            rows = rows.filter(pk__in=about.values("filing_id"))
        rows = rows if self.is_for("") else rows.filter(type=RENEWAL)
        return listed(request, rows, asked(request, SORTS, first=FIRST), lambda found: in_short(found, by=self.acting))

    def _right(self, number: str) -> list[int]:
        try:
            return rights_named([number], by=self.acting)
        except ApiError:
            return []

    @extend_schema(
        operation_id="createFiling",
        summary="Begin a request",
        request=shapes.NewFiling,
        responses={201: shapes.FilingInFull},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """A new draft, or the one that the account has for the same type and rights. Nothing is sent yet."""
        shape = shapes.NewFiling(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        declared_named(said["type"])
        if not self.is_for(said["type"]):
            raise ApiError(403, "scopeNeeded", _("The token is for renewals alone."))
        found = rights_named(said["rights"], by=self.acting)
        with transaction.atomic():
            filing = self._begun(said, found)
            filing = put_answers(filing, said.get("answers", {}), by=self.acting, at=now())
        where = reverse("api-filing", kwargs={"reference": filing.reference}, request=request)
        headers = {"Location": where, "ETag": etag_for(filing)}
        return Response(in_full(filing, by=self.acting), status=201, headers=headers)

    def _begun(self, said: dict[str, Any], rights: list[int]) -> Filing:
        try:
            return begin(said["type"], rights, by=self.acting, at=now(), language=said.get("language", "en"))
        except NoSuchRight:
            raise invalid(_("Some numbers are not those of rights that we know."), code="noSuchRight") from None


class OneFiling(FilingView):
    """``/filings/{reference}``."""

    @extend_schema(operation_id="getFiling", summary="One request", responses=shapes.FilingInFull)
    def get(self, request: Request, reference: str) -> Response:
        """Where it is, what happens next, and what the caller may do with it."""
        filing = self.filing(reference)
        return versioned(request, in_full(filing, by=self.acting), etag_for(filing))


class AnswersOfFiling(FilingView):
    """``/filings/{reference}/answers``."""

    @extend_schema(
        operation_id="answerFiling",
        summary="Answer questions",
        parameters=[if_match_parameter()],
        request=shapes.Answers,
        responses=shapes.FilingInFull,
    )
    def patch(self, request: Request, reference: str) -> Response:
        """Stores answers to some questions of a draft, all or none; other answers stay. Needs `If-Match`."""
        filing = self.filing(reference)
        demand_version(request, etag_for(filing))
        shape = shapes.Answers(data=request.data)
        shape.is_valid(raise_exception=True)
        changed = put_answers(filing, shape.validated_data["answers"], by=self.acting, at=now())
        return versioned(request, in_full(changed, by=self.acting), etag_for(changed))


class AnswersSchema(FilingView):
    """``/filings/{reference}/answers-schema``."""

    @extend_schema(
        operation_id="getAnswersSchema", summary="The questions, fitted to the rights", responses={200: dict[str, Any]}
    )
    def get(self, request: Request, reference: str) -> Response:
        """JSON Schema of `answers` with the choices that the register offers for these rights."""
        filing = self.filing(reference)
        questions = Questions(filing, by=self.acting, on=legal_day(now()))
        declared = type_named(filing.type)
        fitted = {step.key: questions.form(step) for step in declared.steps}
        return Response(schema_of(declared, fitted))


class Validation(FilingView):
    """``/filings/{reference}/validation``."""

    @extend_schema(operation_id="validateFiling", summary="What the rules say", request=None, responses=shapes.Checked)
    def post(self, request: Request, reference: str) -> Response:
        """What it would cost today, what is missing, and what stands in the way, right by right. Changes nothing."""
        return Response(checked(check(self.filing(reference), by=self.acting, at=now())))


class SubmissionOfFiling(FilingView):
    """``/filings/{reference}/submission``."""

    @extend_schema(
        operation_id="submitFiling",
        summary="Send it",
        request=shapes.Submission,
        responses=shapes.FilingInFull,
        examples=[
            OpenApiExample("Agreed", value={"declarationAccepted": True, "agreedTotal": 7000}, request_only=True)
        ],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Sends the draft at the price that was seen. Where something is to be paid it waits for `POST /payments`.

        A system may send only where an administrator lets it; else a colleague sends it in the browser.
        """
        shape = shapes.Submission(data=request.data)
        shape.is_valid(raise_exception=True)
        if not shape.validated_data["declarationAccepted"]:
            fault = {"code": "declaration", "message": _("Confirm the declaration."), "target": "/declarationAccepted"}
            raise invalid(_("The declaration is not confirmed."), [fault])
        at = now()
        seen = Seen(legal_day(at), shape.validated_data["agreedTotal"])
        sent = submit(self.filing(reference), by=self.acting, at=at, seen=seen)
        return versioned(request, in_full(sent, by=self.acting), etag_for(sent))


class WithdrawalOfFiling(FilingView):
    """``/filings/{reference}/withdrawal``."""

    @extend_schema(
        operation_id="withdrawFiling", summary="Take it back", request=shapes.Withdrawal, responses=shapes.FilingInFull
    )
    def post(self, request: Request, reference: str) -> Response:
        """Takes a draft or a request back for good."""
        shape = shapes.Withdrawal(data=request.data if request.data is not None else {})
        shape.is_valid(raise_exception=True)
        why = shape.validated_data.get("why", "")
        done = withdraw(self.filing(reference), by=self.acting, at=now(), why=why)
        return versioned(request, in_full(done, by=self.acting), etag_for(done))


class ReopeningOfFiling(FilingView):
    """``/filings/{reference}/reopening``."""

    @extend_schema(
        operation_id="reopenFiling",
        summary="Change what waits for payment",
        request=None,
        responses=shapes.FilingInFull,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Makes a draft again of what waits for its payment; the price is worked out again when it is sent."""
        done = reopen(self.filing(reference), by=self.acting, at=now())
        return versioned(request, in_full(done, by=self.acting), etag_for(done))


def etag_for(filing: Filing) -> str:
    """A version of a request: its state, its answers, and its last change."""
    return etag_of(filing.reference, filing.state, filing.stage, filing.answers_version, filing.changed_at)
