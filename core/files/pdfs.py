"""Looks into a PDF without drawing it: whether it is whole, locked with a password, or carries scripts."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from core.files.refusals import Damaged, HasScripts, Protected

ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
SCRIPTED = re.compile(rb"/(?:JavaScript|Launch)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"\bstream\r?\n")
HEAD_WITHIN = 1000
MOST_UNPACKED = 20 * 1024 * 1024
END_WITHIN = 4096


def demand_plain_pdf(content: BinaryIO) -> None:
    """Demands a PDF that anybody can open and that does nothing by itself.

    Names may be written with escapes (``/J#61vaScript``), and objects may stand packed in object streams: both are
    read as a viewer reads them (ISO 32000-1, 7.3.5 and 7.5.7).

    Raises:
        Protected, HasScripts, Damaged.
    """
    content.seek(0)
    whole = content.read()
    plain = _unescaped(whole)
    if ENCRYPTED.search(plain):
        raise Protected
    if any(SCRIPTED.search(text) for text in (plain, *_packed(whole))):
        raise HasScripts
    if b"%%EOF" not in whole[-END_WITHIN:] or not re.search(rb"\d\s+obj\b", whole):
        raise Damaged


def _unescaped(text: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _packed(whole: bytes) -> Iterator[bytes]:
    """The objects that stand in object streams, unpacked no further than a document ever needs."""
    left = MOST_UNPACKED
    for found in STREAM.finditer(whole):
        head = _unescaped(whole[max(found.start() - HEAD_WITHIN, 0) : found.start()])
        if b"/ObjStm" not in head.rpartition(b"obj")[2]:
            continue
        unpacked = _unpacked(memoryview(whole)[found.end() :], left)
        left -= len(unpacked)
        if left <= 0:
            raise Damaged
        yield _unescaped(unpacked)


def _unpacked(packed: memoryview, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:  # it is packed in another way, or broken: what cannot be read does nothing
        return b""
