"""Requests for links: asking by number, the list, and one of them."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import bad_parameter, not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.links import problems, shapes
from api.links.examples import ASKED, REQUEST, WHOLE
from core.actor import Acting
from core.clock import now
from rights.linking.asking import ask_links, demand_may_link
from rights.linking.finding import Found, Outcome, find
from rights.linking.listing import over, own_requests, undecided
from rights.linking.offers import Offer, offers_for
from rights.linking.problems import AlreadyLinked, NotFound
from rights.models import LinkRequest, Proof
from rights.numbers import NotANumber, parse
from rights.shown.link_requests import standing

__all__ = ["OneRequest", "RequestList", "own_request", "problems", "whole_request"]
READS, WRITES = frozenset({Scope.RIGHTS_READ}), frozenset({Scope.RIGHTS_WRITE})
SORTS = {"askedAt": "asked_at"}
FIRST = "askedAt:desc"
SHOWN = {"open": undecided, "over": over}
BY_PERSON = frozenset({Proof.IDENTITY, Proof.AUTHORITY})


def request_item(row: LinkRequest) -> dict[str, Any]:
    """One request as it is sent."""
    said = standing(row, at=now())
    return {
        "reference": row.reference,
        "number": row.right.number,
        "relation": row.relation,
        "state": row.state,
        "message": said.sentence,
        "askedAt": row.asked_at,
        "decidedAt": row.decided_at,
        "expiresAt": row.expires_at,
        "effectiveAt": row.effective_at,
        "mayProve": said.may_prove,
        "mayEnterCode": said.may_enter_code,
        "mayCancel": said.may_cancel,
    }


def whole_request(row: LinkRequest, *, by: Acting) -> dict[str, Any]:
    """The same with the ways to prove it."""
    return {**request_item(row), "ways": [_way(one) for one in offers_for(row, by=by, at=now())]}


def _way(offer: Offer) -> dict[str, Any]:
    option = offer.option
    return {
        "key": option.key,
        "proof": option.proof,
        "channel": option.channel,
        "hint": option.hint,
        "rights": offer.numbers,
        "needsPerson": option.proof in BY_PERSON,
    }


def own_request(reference: str, *, by: Acting) -> LinkRequest:
    """The account's own request.

    Raises:
        ApiError.
    """
    found = own_requests(by=by).filter(reference=reference.upper()).first()
    if found is None:
        raise not_found()
    return found


class RequestList(ApiView):
    """``/link-requests``."""

    scopes = {"GET": READS, "POST": WRITES}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listLinkRequests",
        summary="The account's requests for links",
        parameters=[
            text_parameter("show", "Those that are open or over; all if it is left out.", enum=list(SHOWN)),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses=shapes.LinkRequests,
        examples=[OpenApiExample("One request", {"items": [REQUEST], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """How each stands and what to do next."""
        what, show = asked(request, SORTS, first=FIRST), one_of(request, "show", list(SHOWN))
        if len(show) > 1:
            raise bad_parameter("show", _("Give one of %(known)s.") % {"known": ", ".join(SHOWN)})
        rows = SHOWN[show[0]](by=self.acting) if show else own_requests(by=self.acting)
        return listed(request, rows, what, self._items)

    def _items(self, rows: Sequence[LinkRequest]) -> list[dict[str, Any]]:
        return [request_item(row) for row in rows]

    @extend_schema(
        operation_id="createLinkRequests",
        summary="Ask for links to up to 50 rights",
        request=shapes.WantedLinks,
        responses={201: shapes.AskedNumbers},
        examples=[
            OpenApiExample("One number", {"numbers": ["gb 2400001"], "relation": "owner"}, request_only=True),
            OpenApiExample("Begun", {"items": [ASKED]}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """Begins a request for each published right that is found, and tells what became of every number.

        Unknown, unpublished and withheld numbers answer alike. Each request is then proved on its own or together.
        """
        demand_may_link(self.acting)
        shape = shapes.WantedLinks(data=request.data)
        shape.is_valid(raise_exception=True)
        wanted, relation = shape.validated_data["numbers"], shape.validated_data["relation"]
        faults = {text: fault for text in wanted if (fault := _fault(text))}
        found = find([text for text in dict.fromkeys(wanted) if text not in faults], relation=relation, by=self.acting)
        ready = [one.right.number for one in found if one.outcome in (Outcome.FOUND, Outcome.ASKED)]
        begun = ask_links(ready, relation=relation, by=self.acting, at=now())
        references = {row.right.number: row.reference for row in begun}
        by_text = {one.text: one for one in found}
        items = [
            _unreadable(text, faults[text]) if text in faults else _asked(by_text[text], references) for text in wanted
        ]
        return Response({"items": items}, status=201, headers={"Location": reverse("api-link-requests")})


def _fault(text: str) -> str:
    try:
        parse(text)
    except NotANumber as fault:
        return str(fault)
    return ""


def _unreadable(text: str, words: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"right": None, "reference": None, "couldMean": []}
    return {"number": text, "outcome": "unreadable", "message": words, **nothing}


def _asked(found: Found, references: dict[str, str]) -> dict[str, Any]:
    right = found.right.number if len(found.rights) == 1 else None
    reference = references.get(right or "", found.request.reference if found.request else None)
    match found.outcome:
        case Outcome.DOUBTFUL:
            outcome, words = "doubtful", _("This number may mean several patents. Send the number that you mean.")
        case Outcome.UNKNOWN:
            outcome, words = "notFound", str(NotFound.words)
        case Outcome.LINKED:
            outcome, words = "linked", str(AlreadyLinked.words)
        case Outcome.ASKED:
            outcome, words = "asked", _("Your account has asked for this link already.")
        case Outcome.FOUND:
            outcome, words = "begun", ""
    could_mean = [one.number for one in found.rights] if found.outcome == Outcome.DOUBTFUL else []
    said = {"number": found.text, "outcome": outcome, "right": right, "reference": reference, "message": words}
    return {**said, "couldMean": could_mean}


class OneRequest(ApiView):
    """``/link-requests/{reference}``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getLinkRequest",
        summary="One request for a link",
        responses=shapes.WholeLinkRequest,
        examples=[OpenApiExample("Not proved yet", WHOLE, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """How it stands, and the ways to prove it that are open now."""
        body = whole_request(own_request(reference, by=self.acting), by=self.acting)
        return versioned(request, body, etag_of(orjson.dumps(body)))
