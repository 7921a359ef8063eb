"""Pictures of the pages of a stored document, made when somebody first looks, and kept beside the document."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.core.cache import cache
from django.core.files.base import ContentFile

from core.files.storing import file_storage, path_of
from core.models import StoredFile

DRAW = Path(__file__).with_name("draw.py")
WIDTH = 900
SECONDS = 20
TRIED_AGAIN_AFTER = 600
DRAWN = {"application/pdf": "pdf", "image/png": "picture", "image/jpeg": "picture"}
log = structlog.get_logger(__name__)


class NoPreview(Exception):
    """There is no picture of this document or page: its kind is not drawn, or it could not be read."""


@dataclass(frozen=True)
class Preview:
    """One page as PNG; ``pages`` says how many there are."""

    png: bytes
    page: int
    pages: int


def is_drawn(row: StoredFile) -> bool:
    """Whether documents of this kind have pictures."""
    return row.media_type in DRAWN


def preview(row: StoredFile, page: int = 1) -> Preview:
    """The picture of a page, for whoever was let open the document.

    Raises:
        NoPreview.
    """
    if not is_drawn(row) or row.state != StoredFile.State.CLEAN or not 1 <= page <= 2000:
        raise NoPreview
    kept = f"{path_of(row)}.page-{page}-{WIDTH}"
    storage = file_storage()
    if storage.exists(kept):
        with storage.open(kept) as stored:
            return _read(stored.read(), page)
    return _read(_drawn_once(row, page, kept), page)


def _drawn_once(row: StoredFile, page: int, kept: str) -> bytes:
    """Draws and keeps a page; one that is being drawn, or could not be, is not tried by anybody else for a while.

    Raises:
        NoPreview.
    """
    trying = f"preview:{kept}"
    if not cache.add(trying, "1", TRIED_AGAIN_AFTER):
        raise NoPreview
    with file_storage().open(path_of(row)) as content:
        drawn = _draw(DRAWN[row.media_type], page, content.read())
    file_storage().save(kept, ContentFile(drawn))
    cache.delete(trying)
    return drawn


def _draw(kind: str, page: int, content: bytes) -> bytes:
    """In a process of its own, without our environment: what it reads came from strangers."""
    command = [sys.executable, "-I", str(DRAW), kind, str(page), str(WIDTH)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd="/",
            env={"PATH": "", "LANG": "C.UTF-8"},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.info("preview-not-drawn", error=type(error).__name__)
        raise NoPreview from None
    return done.stdout


def _read(drawn: bytes, page: int) -> Preview:
    pages, _, png = drawn.partition(b"\n")
    return Preview(png, page, int(pages))
