"""Copies a stored file to another account, when what it was given for is handed over."""

from datetime import datetime
from uuid import UUID

from django.core.files import File

from core.files.storing import file_storage, path_of
from core.models import StoredFile


def copy_to(organisation_id: UUID, row: StoredFile, *, at: datetime) -> StoredFile | None:
    """A file of the other account's own with the same content; None while it is not known to be clean."""
    if row.state != StoredFile.State.CLEAN:
        return None
    twin = StoredFile(
        organisation_id=organisation_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        content_hash=row.content_hash,
        state=row.state,
        given_at=at,
        given_by=row.given_by,
        scanned_at=row.scanned_at,
    )
    storage = file_storage()
    if not storage.exists(path_of(twin)):
        with storage.open(path_of(row)) as content:
            storage.save(path_of(twin), File(content))
    twin.save()
    return twin
