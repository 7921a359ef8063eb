"""Tells what a file is by looking at its content; its name is not asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import filetype

from core.files.packages import package_type
from core.files.refusals import HasScripts, Protected, WrongType

HEAD_BYTES = 8192
BLOCK_BYTES = 1 << 20
OVERLAP = 64
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
SCRIPTED_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
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


def kind_of(content: BinaryIO) -> Kind:
    """What the content is; it is read from the beginning, whatever was read before.

    Raises:
        WrongType, Protected, HasScripts, Overblown: if it is not taken.
    """
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if head.startswith(b"%PDF-"):
        _demand_plain_pdf(content)
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return PACKAGES[package_type(content)]
    if head.startswith(OLD_OFFICE):
        raise Protected if _holds(content, PROTECTED_STREAM) else WrongType
    return _picture(head)


def _picture(head: bytes) -> Kind:
    guessed = filetype.guess(head)
    for kind in (JPEG, PNG):
        if guessed is not None and guessed.mime == kind.media_type:
            return kind
    raise WrongType


def _demand_plain_pdf(content: BinaryIO) -> None:
    for block in _blocks(content):
        if ENCRYPTED_PDF.search(block):
            raise Protected
        if SCRIPTED_PDF.search(block):
            raise HasScripts


def _holds(content: BinaryIO, wanted: bytes) -> bool:
    return any(wanted in block for block in _blocks(content))


def _blocks(content: BinaryIO) -> Iterator[bytes]:
    """The content in blocks that overlap, so that nothing hides where two meet."""
    content.seek(0)
    tail = b""
    while block := content.read(BLOCK_BYTES):
        yield tail + block
        tail = block[-OVERLAP:]
