"""The organisation with the rules that bind the caller, and its members."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.acting import client_of
from accounts.api_clients.scopes import Scope
from accounts.models import ApiClient, Membership
from accounts.organising.members import members_of
from accounts.organising.two_people import rules_of
from api.kernel.negotiation import CSV, JSON
from api.kernel.shapes import money
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView
from api.organisation import shapes
from core.actor import Machine, Permission

READS = frozenset({Scope.ORGANISATION_READ})
FIRM: dict[str, Any] = {
    "name": "Mockford & Specimen LLP",
    "kind": "firm",
    "companyNumber": "",
    "sandbox": False,
    "rules": {"needsTwoPeople": True, "spendingLimit": {"amount": 500000, "currency": "GBP"}},
    "client": {
        "clientId": "0123456789abcdef",
        "name": "Docketing",
        "kind": "system",
        "scopes": ["organisation:read", "rights:read"],
        "permissions": ["view"],
        "maySend": False,
        "spendingLimit": None,
    },
}
MEMBER = {
    "name": "Rhiannon Testwood",
    "email": "rhiannon@firm.example",
    "role": "Administrator",
    "permissions": ["manage-people", "view"],
    "joinedAt": "2022-01-03T09:00:00Z",
}


class OrganisationView(ApiView):
    """``/organisation``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getOrganisation",
        summary="The organisation and what the caller may do",
        responses=shapes.Organisation,
        examples=[OpenApiExample("A firm", FIRM, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Name and kind, the two-person rule and the spending limit, and what an administrator lets this client do."""
        caller: Any = request.user
        client = client_of(caller.client_id, by=self.acting)
        organisation = client.organisation
        rules = rules_of(organisation.pk)
        limit = rules.limit_pence
        body = {
            "name": organisation.name,
            "kind": organisation.kind,
            "companyNumber": organisation.company_number,
            "sandbox": settings.SANDBOX,
            "rules": {
                "needsTwoPeople": rules.needs_two_people,
                "spendingLimit": None if limit is None else money(limit),
            },
            "client": self._client(client, caller.scopes),
        }
        return versioned(request, body, etag_of(orjson.dumps(body)))

    def _client(self, client: ApiClient, scopes: Iterable[str]) -> dict[str, Any]:
        """A person's tool sends as the person may; a system where an administrator lets it."""
        acting = self.acting
        is_system = isinstance(acting, Machine)
        limit = acting.limit_pence if isinstance(acting, Machine) else None
        may_send = limit is not None if is_system else Permission.SUBMIT in acting.permissions
        return {
            "clientId": client.client_id,
            "name": client.name,
            "kind": "system" if is_system else "tool",
            "scopes": sorted(scopes),
            "permissions": sorted(acting.permissions),
            "maySend": may_send,
            "spendingLimit": None if limit is None else money(limit),
        }


class MemberList(ApiView):
    """``/organisation/members``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listMembers",
        summary="The members of the organisation",
        responses=shapes.Members,
        examples=[OpenApiExample("One member", {"items": [MEMBER]}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Everybody who belongs to it now, with their role, as every member sees them."""
        items = [_member(one) for one in members_of(self.acting)]
        return versioned(request, {"items": items}, etag_of(orjson.dumps(items)))


def _member(one: Membership) -> dict[str, Any]:
    return {
        "name": one.user.name or one.user.email,
        "email": one.user.email,
        "role": one.role.name,
        "permissions": sorted(one.role.permissions),
        "joinedAt": one.joined_at,
    }
