"""Keeps a file that we made ourselves: clean from the first moment, because nobody gave it to us."""

import hashlib
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.core.files import File

from core.files.storing import file_storage, path_of
from core.models import StoredFile


def keep_made(
    name: str, content: bytes, *, media_type: str, organisation_id: UUID, by: str, at: datetime
) -> StoredFile:
    """The stored file of an organisation; the same content again is kept once."""
    row = StoredFile(
        organisation_id=organisation_id,
        name=name[:150],
        media_type=media_type,
        size=len(content),
        content_hash=hashlib.sha256(content).hexdigest(),
        state=StoredFile.State.CLEAN,
        given_at=at,
        given_by=by,
    )
    storage = file_storage()
    if not storage.exists(path_of(row)):
        storage.save(path_of(row), File(BytesIO(content)))
    row.save()
    return row
