"""Opens a stored file for somebody who may see it."""

from typing import BinaryIO, cast
from uuid import UUID

from core.actor import Actor
from core.files.storing import file_storage, path_of
from core.models import StoredFile


class StillChecked(Exception):
    """The file is in quarantine: it can be opened when it has been scanned."""


class Withheld(Exception):
    """The file was infected and is gone."""


def open_file(reference: UUID, *, by: Actor) -> tuple[StoredFile, BinaryIO]:
    """The file and its content, to be closed by the caller; pages serve it as an attachment.

    Raises:
        StoredFile.DoesNotExist: if there is none, or the actor may not see it.
        StillChecked: while it is in quarantine.
        Withheld: if it was infected.
    """
    row = StoredFile.objects.visible_to(by).get(reference=reference)
    if row.state == StoredFile.State.QUARANTINED:
        raise StillChecked(str(reference))
    if row.state == StoredFile.State.INFECTED:
        raise Withheld(str(reference))
    return row, cast(BinaryIO, file_storage().open(path_of(row)))
