"""Takes files in and says how they stand."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.api_clients.scopes import Scope
from api.files.shapes import File, Upload
from api.kernel.errors import ApiError, invalid, not_found
from api.kernel.views import ApiView, says
from core.clock import now
from core.files import FileRefused, store
from core.models import StoredFile

WRITES = frozenset({Scope.FILINGS_WRITE, Scope.RIGHTS_WRITE})


class FileList(ApiView):
    """``/files``."""

    scopes = {"POST": WRITES}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="storeFile", summary="Store a file", request={"multipart/form-data": Upload}, responses={201: File}
    )
    def post(self, request: Request) -> Response:
        """Takes a file in. It is told by its content, scanned, and can then be given to a request by its id."""
        shape = Upload(data=request.data)
        shape.is_valid(raise_exception=True)
        upload = shape.validated_data["file"]
        kept = store(name=upload.name, content=cast(BinaryIO, upload.file), by=self.acting, at=now())
        where = reverse("api-file", kwargs={"id": kept.reference}, request=request)
        return Response(file_as_sent(kept), status=201, headers={"Location": where})


class OneFile(ApiView):
    """``/files/{id}``."""

    scopes = {"GET": WRITES | {Scope.FILINGS_READ}}

    @extend_schema(operation_id="getFile", summary="How a file stands", responses=File)
    def get(self, request: Request, id: UUID) -> Response:
        """Whether it was scanned, its kind and size."""
        found = StoredFile.objects.visible_to(self.acting).filter(reference=id).first()
        if found is None:
            raise not_found()
        return Response(file_as_sent(found))


def file_as_sent(row: StoredFile) -> dict[str, Any]:
    """A stored file in the API's words."""
    return {
        "id": str(row.reference),
        "name": row.name,
        "mediaType": row.media_type,
        "size": row.size,
        "state": row.state,
        "givenAt": row.given_at,
    }


@says(FileRefused)
def file_refused(error: FileRefused) -> ApiError:
    """Empty, too large, or of a kind that is not taken."""
    return invalid(str(error), code="fileRefused")
