"""Asks ClamAV about a file in quarantine: clean, or infected and its content destroyed."""

import socket
import struct
from datetime import datetime
from typing import Any, BinaryIO, cast

import structlog
from django.conf import settings

from core.files.storing import SCAN, file_storage, path_of
from core.models import StoredFile
from core.outbox import keeps
from core.outside import Unavailable, outside

SECONDS = 60
BLOCK_BYTES = 1 << 16
A_WEEK_OF_TRIES = 40  # tries: about a week, so that a scanner may be down over a long weekend
log = structlog.get_logger(__name__)


@keeps(SCAN, attempts=A_WEEK_OF_TRIES)
def scan(payload: dict[str, Any], *, at: datetime) -> None:
    """Keeps the promise to scan; harmless to repeat."""
    row = StoredFile.everything.filter(reference=payload["reference"], state=StoredFile.State.QUARANTINED).first()
    if row is None:
        return
    with file_storage().open(path_of(row)) as content:
        found = verdict(cast(BinaryIO, content))
    row.state = StoredFile.State.INFECTED if found else StoredFile.State.CLEAN
    row.scanned_at = at
    row.save(update_fields=["state", "scanned_at"])
    if found:
        log.error("file-infected", reference=str(row.reference), found=found)
        _destroy(row)


@outside
def verdict(content: BinaryIO) -> str:
    """What ClamAV found in the content; empty for nothing.

    Raises:
        Unavailable: if it does not answer as it should.
    """
    try:
        with _connected(settings.CLAMAV_SOCKET) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            while block := content.read(BLOCK_BYTES):
                clamd.sendall(struct.pack(">L", len(block)) + block)
            clamd.sendall(struct.pack(">L", 0))
            answer = clamd.makefile("rb").read().rstrip(b"\0").decode(errors="replace")
    except OSError as error:
        raise Unavailable(f"The scanner did not answer: {error}") from error
    if answer.endswith(" OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Unavailable(f"The scanner answered {answer[:100]!r}")


def _connected(address: str) -> socket.socket:
    """A connection to a socket file, or to ``host:port``."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS)
    connection.connect(address)
    return connection


def _destroy(row: StoredFile) -> None:
    """Deletes the infected content; every row of the same owner with it is infected, too."""
    same = StoredFile.everything.filter(
        organisation_id=row.organisation_id, visitor=row.visitor, content_hash=row.content_hash
    )
    same.update(state=StoredFile.State.INFECTED)
    file_storage().delete(path_of(row))
