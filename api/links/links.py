"""The account's links: the list, and ending one."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from api.kernel.errors import bad_parameter, not_found
from api.kernel.lists import asked, list_parameters, listed, one_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.views import ApiView
from api.links import shapes
from api.links.examples import LINK
from core.clock import now
from rights.linking.ending import own_links, unlink
from rights.models import Link, Relation
from rights.numbers import meanings

SORTS = {"number": "number", "since": "since_at"}
FIRST = "number:asc"
RELATION = text_parameter("relation", "What the account is to the right.", enum=list(Relation.values))


def relation_in(request: Request) -> str:
    """The relation that is asked for; empty for both.

    Raises:
        ApiError.
    """
    words = one_of(request, "relation", Relation.values)
    if len(words) > 1:
        raise bad_parameter("relation", _("Give one of %(known)s.") % {"known": ", ".join(Relation.values)})
    return words[0] if words else ""


def link_item(link: Link) -> dict[str, Any]:
    """One link as it is sent."""
    return {
        "number": link.number,
        "relation": link.relation,
        "state": link.state,
        "proof": link.proof,
        "sinceAt": link.since_at,
        "activeFromAt": link.active_from,
        "endedAt": link.ended_at,
        "ownReference": link.own_reference,
        "client": link.client,
        "covers": link.covers,
        "coveredUntilDate": link.covered_until,
    }


class LinkList(ApiView):
    """``/links``."""

    scopes = {"GET": frozenset({Scope.RIGHTS_READ})}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listLinks",
        summary="The account's links to rights",
        parameters=[
            RELATION,
            OpenApiParameter(
                "state",
                {"type": "array", "items": {"type": "string", "enum": list(Link.State.values)}},
                description="One or several, with commas between; all but ended ones if it is left out.",
                explode=False,
                style="form",
            ),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses=shapes.LinksOfAccount,
        examples=[OpenApiExample("One link", {"items": [LINK], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Each link with what it was proved by and since when; one that waits or is frozen shows no more than that."""
        what, relation = asked(request, SORTS, first=FIRST), relation_in(request)
        states = one_of(request, "state", Link.State.values)
        rows = Link.objects.visible_to(self.acting)
        rows = rows.filter(state__in=states) if states else rows.exclude(state=Link.State.ENDED)
        rows = rows.filter(relation=relation) if relation else rows
        return listed(request, rows, what, self._items)

    def _items(self, links: Sequence[Link]) -> list[dict[str, Any]]:
        return [link_item(link) for link in links]


class OneLink(ApiView):
    """``/links/{number}``."""

    scopes = {"DELETE": frozenset({Scope.RIGHTS_WRITE})}

    @extend_schema(
        operation_id="deleteLink",
        summary="End the account's link to a right",
        parameters=[RELATION],
        responses={204: None},
    )
    def delete(self, request: Request, number: str) -> Response:
        """Ends both links where the account owns and represents the right, or the one whose relation is given.

        Past requests, receipts and certificates stay the account's own. It needs a member or system that may submit.
        """
        relation = relation_in(request)
        mine = own_links(meanings(number), by=self.acting)
        ending = [link for link in mine if not relation or link.relation == relation]
        if not ending:
            raise not_found()
        unlink(ending, by=self.acting, at=now())
        return Response(status=204)
