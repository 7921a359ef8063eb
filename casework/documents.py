"""The documents of a case as the office reads them."""

from datetime import datetime
from uuid import UUID

from casework.models import Case
from core import audit
from core.actor import Officer
from core.models import StoredFile
from transactions.models import FilingDocument


def documents_of(case: Case, *, by: Officer) -> list[FilingDocument]:
    """What was given with the request of a case, oldest first."""
    given = FilingDocument.objects.visible_to(by).filter(filing__reference=case.about, removed_at=None)
    return list(given.select_related("file").order_by("given_at", "pk"))


def document_of(case: Case, reference: UUID, *, by: Officer) -> StoredFile | None:
    """One of them, or None."""
    return next((one.file for one in documents_of(case, by=by) if one.file.reference == reference), None)


def note_read(case: Case, file: StoredFile, *, by: Officer, at: datetime) -> None:
    """Somebody of staff opens a document."""
    audit.note("document-read", by=by, at=at, subject=case.reference, details={"file": str(file.reference)})
