"""Serves a stored file as an attachment that no browser runs or shows in place."""

from typing import BinaryIO, TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from core.actor import Actor
from core.files import NoPreview, StillChecked, Withheld, open_file, preview
from core.models import StoredFile

Response = TypeVar("Response", bound=HttpResponseBase)
SANDBOX = "sandbox; default-src 'none'"
SHEET = """<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1270" viewBox="0 0 900 1270">
<rect x="1" y="1" width="898" height="1268" fill="#f3f2f1" stroke="#b1b4b6" stroke-width="2"/>
<text x="450" y="635" text-anchor="middle" font-family="sans-serif" font-size="56" fill="#484949">%(words)s</text>
</svg>"""


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


def picture_of(row: StoredFile, page: int) -> HttpResponse:
    """Our picture of a page, for whoever was let open the document; of a first page that cannot be drawn a plain sheet.

    Raises:
        Http404: for a further page that is not there.
    """
    try:
        return sandboxed(HttpResponse(preview(row, page).png, content_type="image/png"))
    except NoPreview:
        if page > 1:
            raise Http404 from None
    return sandboxed(HttpResponse(SHEET % {"words": _("No preview")}, content_type="image/svg+xml"))


def sandboxed(answer: Response) -> Response:
    """No browser guesses its kind or runs what is in it."""
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer._csp_exempt = True  # type: ignore[attr-defined]
    return answer
