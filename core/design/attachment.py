"""Serves a stored file as an attachment that no browser runs or shows in place."""

from uuid import UUID

from django.http import FileResponse, Http404

from core.actor import Actor
from core.files import StillChecked, Withheld, open_file
from core.models import StoredFile

SANDBOX = "sandbox; default-src 'none'"


def attachment(reference: UUID, *, by: Actor) -> FileResponse:
    """The file, for whoever may see it.

    Raises:
        Http404: for anybody else, and while it is in quarantine or if it was infected.
    """
    try:
        row, content = open_file(reference, by=by)
    except (StillChecked, Withheld, StoredFile.DoesNotExist):
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer._csp_exempt = True  # type: ignore[attr-defined]
    return answer
