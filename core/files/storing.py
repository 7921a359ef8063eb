"""Takes a file in: measured while it streams, told by its content, kept by its hash, put in quarantine."""

import hashlib
from datetime import datetime
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction

from core import outbox
from core.actor import Actor, Officer, Public, label, organisation_of
from core.files.kinds import kind_of
from core.files.names import clean_name
from core.files.refusals import EmptyFile, TooLarge, UploadsOff
from core.models import StoredFile

BLOCK_BYTES = 1 << 16
IN_MEMORY_BYTES = 2 << 20
SCAN = "scan-file"


def store(
    *, name: str, content: BinaryIO | bytes, by: Actor, at: datetime, organisation_id: UUID | None = None
) -> StoredFile:
    """Takes a file in for the actor's organisation, or for a visitor's browser.

    What staff scan belongs to ``organisation_id``, the account for which they do it, if it has one.
    It stays in quarantine until it was scanned; where no scanner is configured and that is allowed, it is open at once.

    Raises:
        FileRefused: one of its kinds, each a sentence for the page.
    """
    if not (settings.CLAMAV_SOCKET or settings.UPLOADS_WITHOUT_SCAN):
        raise UploadsOff
    source = BytesIO(content) if isinstance(content, bytes) else content
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as copy:
        size, digest = _copied(source, copy)
        kind = kind_of(cast(BinaryIO, copy))
        row = StoredFile(
            organisation_id=organisation_id if isinstance(by, Officer) else organisation_of(by),
            visitor=by.visitor if isinstance(by, Public) else "",
            name=clean_name(name, ending=kind.ending),
            media_type=kind.media_type,
            size=size,
            content_hash=digest,
            state=StoredFile.State.QUARANTINED if settings.CLAMAV_SOCKET else StoredFile.State.CLEAN,
            given_at=at,
            given_by=label(by),
        )
        _keep(path_of(row), copy)
    _remember(row, at=at)
    return row


def file_storage() -> Storage:
    """Where contents are kept: outside what the web server serves."""
    return storages["default"]


def path_of(row: StoredFile) -> str:
    """Where the content is kept: one copy for each owner, so that nobody's upload tells what others have."""
    owner = row.organisation_id or row.visitor or "office"
    return f"{owner}/{row.content_hash[:2]}/{row.content_hash}"


def _copied(source: BinaryIO, copy: SpooledTemporaryFile[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK_BYTES):
        size += len(block)
        if size > settings.MAX_UPLOAD_BYTES:
            raise TooLarge
        digest.update(block)
        copy.write(block)
    if size == 0:
        raise EmptyFile
    return size, digest.hexdigest()


def _keep(path: str, copy: SpooledTemporaryFile[bytes]) -> None:
    storage = file_storage()
    if storage.exists(path):
        return
    copy.seek(0)
    kept = storage.save(path, File(copy))
    if kept != path:  # the same content came in at the same moment
        storage.delete(kept)


def _remember(row: StoredFile, *, at: datetime) -> None:
    with transaction.atomic():
        row.save(force_insert=True)
        if row.state == StoredFile.State.QUARANTINED:
            outbox.promise(SCAN, key=str(row.reference), payload={"reference": str(row.reference)}, at=at)
