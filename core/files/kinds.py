"""Tells what a file is by looking at its content; its name is not asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from core.files.packages import package_type
from core.files.pdfs import demand_plain_pdf
from core.files.pictures import JPEG as JPEG_HEAD
from core.files.pictures import PNG as PNG_HEAD
from core.files.pictures import demand_whole_jpeg, demand_whole_png
from core.files.refusals import Protected, WrongType

HEAD_BYTES = 8192
BLOCK_BYTES = 1 << 20
OVERLAP = 64
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Kind:
    """A type that is taken: as the web names it, and the ending that a name must have."""

    media_type: str
    ending: str


PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg")
PNG = Kind("image/png", ".png")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
ODT = Kind("application/vnd.oasis.opendocument.text", ".odt")
PACKAGES = {kind.media_type: kind for kind in (DOCX, ODT)}
BY_HEAD: tuple[tuple[bytes, Kind, Callable[[BinaryIO], None]], ...] = (
    (b"%PDF-", PDF, demand_plain_pdf),
    (PNG_HEAD, PNG, demand_whole_png),
    (JPEG_HEAD, JPEG, demand_whole_jpeg),
)


def kind_of(content: BinaryIO) -> Kind:
    """What the content is; it is read from the beginning, whatever was read before.

    Raises:
        WrongType, Protected, HasScripts, Overblown, Damaged: if it is not taken.
    """
    content.seek(0)
    head = content.read(HEAD_BYTES)
    for begins, kind, demand in BY_HEAD:
        if head.startswith(begins):
            demand(content)
            return kind
    if head.startswith(b"PK\x03\x04"):
        return PACKAGES[package_type(content)]
    raise Protected if head.startswith(OLD_OFFICE) and _holds(content, PROTECTED_STREAM) else WrongType


def _holds(content: BinaryIO, wanted: bytes) -> bool:
    """Whether it stands anywhere; blocks overlap, so that nothing hides where two meet."""
    content.seek(0)
    tail = b""
    while block := content.read(BLOCK_BYTES):
        if wanted in tail + block:
            return True
        tail = block[-OVERLAP:]
    return False
