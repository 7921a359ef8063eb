"""Looks inside the packages that DOCX and ODT are, without unpacking them."""

import zipfile
import zlib
from typing import BinaryIO

from core.files.refusals import Damaged, HasScripts, Overblown, Protected, WrongType

MOST_PARTS = 4000
MOST_UNPACKED = 250 * 1024 * 1024
LARGEST_RATIO = 200
SMALL = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BLOCK_BYTES = 1 << 20


def package_type(content: BinaryIO) -> str:
    """The media type of the package.

    Raises:
        WrongType, Protected, HasScripts, Overblown, Damaged: if it is none that is taken.
    """
    try:
        with zipfile.ZipFile(content) as package:
            parts = package.infolist()
            _demand_sane(parts)
            names = {part.filename for part in parts}
            return _docx(package, names) or _odt(package, names) or _none()
    except zlib.error as error:
        raise Damaged from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise WrongType from error


def _demand_sane(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Protected
    if any(part.compress_type not in METHODS for part in parts):
        raise WrongType
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Overblown
    if any(part.file_size > SMALL and part.file_size > LARGEST_RATIO * max(part.compress_size, 1) for part in parts):
        raise Overblown


def _docx(package: zipfile.ZipFile, names: set[str]) -> str:
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        return ""
    types = _read(package, "[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types or any("vbaProject" in name for name in names):
        raise HasScripts
    if b"wordprocessingml.document.main+xml" not in types:
        return ""
    _demand_whole(package, "word/document.xml")
    return DOCX


def _odt(package: zipfile.ZipFile, names: set[str]) -> str:
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= names:
        return ""
    if _read(package, "mimetype").strip() != ODT.encode():
        return ""
    if b"encryption-data" in _read(package, "META-INF/manifest.xml"):
        raise Protected
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise HasScripts
    _demand_whole(package, "content.xml")
    return ODT


def _none() -> str:
    raise WrongType


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(SMALL)


def _demand_whole(package: zipfile.ZipFile, name: str) -> None:
    """Reads the document itself to its end, which checks its sum; how large it may be was checked before."""
    try:
        with package.open(name) as part:
            while part.read(BLOCK_BYTES):
                pass
    except (zipfile.BadZipFile, EOFError) as error:
        raise Damaged from error
