"""Serves a stored file as an attachment that no browser runs or shows in place."""

from typing import BinaryIO, TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from core.actor import Actor
from core.files import StillChecked, Withheld, open_file
from core.models import StoredFile

Response = TypeVar("Response", bound=HttpResponseBase)
SANDBOX = "sandbox; default-src 'none'"


def attachment(reference: UUID, *, by: Actor) -> FileResponse:
    """The file, for whoever may see it.

    Raises:
        Http404: for anybody else, and while it is in quarantine or if it was infected.
    """
    try:
        return as_attachment(*open_file(reference, by=by))
    except (StillChecked, Withheld, StoredFile.DoesNotExist):
        raise Http404 from None


def as_attachment(row: StoredFile, content: BinaryIO) -> FileResponse:
    """A file that was opened for the reader already."""
    answer = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)
    return sandboxed(answer)


def as_picture(png: bytes) -> HttpResponse:
    """A picture that we drew of a page."""
    return sandboxed(HttpResponse(png, content_type="image/png"))


def sandboxed(answer: Response) -> Response:
    """No browser guesses its kind or runs what is in it."""
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer._csp_exempt = True  # type: ignore[attr-defined]
    return answer
