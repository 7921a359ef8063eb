"""The client files of the account that are there for the caller."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_clients.scopes import Scope
from accounts.organising.teams import teams_of
from api.kernel.errors import ApiError, bad_parameter, not_found
from api.kernel.lists import asked, list_parameters, listed
from api.kernel.negotiation import CSV, JSON
from api.kernel.schema import text_parameter
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView, says
from api.organisation import shapes
from core.clock import now
from rights.clients.counting import rights_in
from rights.clients.files import NoSuchClient, client_file, files, note_opened
from rights.models import ClientContact, ClientFile

READS = frozenset({Scope.ORGANISATION_READ})
SORTS = {"name": "name"}
FIRST = "name:asc"
LONGEST = 60
FILE: dict[str, Any] = {
    "reference": "CLI-2345-6789-ABCD",
    "name": "Acme",
    "billingReference": "A-17",
    "needsApproval": False,
    "isClosed": False,
    "rights": 12,
}
CONTACT = {"name": "Rhiannon Testwood", "email": "rhiannon@owner.example", "phone": "", "role": "Director"}
WHOLE = {**FILE, "notes": "", "team": None, "isArchived": False, "contacts": [CONTACT]}


@says(NoSuchClient)
def no_such_client(error: NoSuchClient) -> ApiError:
    """Not there, or not for the caller."""
    return not_found()


def file_item(file: ClientFile, rights: int) -> dict[str, Any]:
    """One file as it is sent."""
    return {
        "reference": file.reference,
        "name": file.name,
        "billingReference": file.billing_reference,
        "needsApproval": file.needs_approval,
        "isClosed": file.wall_key != "",
        "rights": rights,
    }


class ClientFileList(ApiView):
    """``/client-files``."""

    scopes = {"GET": READS}
    renderer_classes = [JSON, CSV]

    @extend_schema(
        operation_id="listClientFiles",
        summary="The client files of the account",
        parameters=[
            text_parameter("q", "A part of the name.", maxLength=LONGEST),
            *list_parameters(SORTS, first=FIRST),
        ],
        responses=shapes.ClientFiles,
        examples=[OpenApiExample("One file", {"items": [FILE], "limit": 50, "offset": 0}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Files that were put away are left out; what is behind a wall is there only for whoever is inside."""
        what, search = asked(request, SORTS, first=FIRST), request.query_params.get("q", "").strip()
        if len(search) > LONGEST:
            raise bad_parameter("q", _("Give up to %(most)s characters.") % {"most": LONGEST})
        return listed(request, files(self.acting, search=search), what, self._items)

    def _items(self, rows: Sequence[ClientFile]) -> list[dict[str, Any]]:
        counts = rights_in(rows, by=self.acting)
        return [file_item(file, counts.get(file.pk, 0)) for file in rows]


class OneClientFile(ApiView):
    """``/client-files/{reference}``."""

    scopes = {"GET": READS}

    @extend_schema(
        operation_id="getClientFile",
        summary="One client file",
        responses=shapes.WholeClientFile,
        examples=[OpenApiExample("A client", WHOLE, response_only=True)],
    )
    def get(self, request: Request, reference: str) -> Response:
        """With notes, team and contacts; a file behind a wall remembers who opened it."""
        file = client_file(reference, by=self.acting)
        note_opened(file, by=self.acting, at=now())
        contacts = ClientContact.objects.visible_to(self.acting).filter(file=file).order_by("pk")
        body = {
            **file_item(file, rights_in([file], by=self.acting).get(file.pk, 0)),
            "notes": file.notes,
            "team": next((team.name for team in teams_of(self.acting) if team.key == file.team_key), None),
            "isArchived": file.archived_at is not None,
            "contacts": list(contacts.values("name", "email", "phone", "role")),
        }
        return versioned(request, body, etag_of(orjson.dumps(body)))
