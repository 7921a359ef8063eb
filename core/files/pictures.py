"""Looks into a picture without drawing it: whether it is whole, and of a size that a document has."""

import struct
from typing import BinaryIO

from core.files.refusals import Damaged, Overblown

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 200_000_000
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
SCAN, FILL = 0xDA, 0xFF


def demand_whole_png(content: BinaryIO) -> None:
    """Demands a PNG whose chunks lead from its header to its end (PNG 5.3).

    Raises:
        Damaged, Overblown.
    """
    content.seek(len(PNG))
    first, size = _chunk(content)
    if first != b"IHDR" or size != 13:
        raise Damaged
    width, height = struct.unpack(">II", content.read(8).ljust(8, b"\0"))
    _demand_size(width, height)
    content.seek(len(PNG) + 8 + size + 4)
    while (found := _chunk(content))[0] != b"IEND":
        content.seek(found[1] + 4, 1)


def demand_whole_jpeg(content: BinaryIO) -> None:
    """Demands a JPEG whose segments lead to a scan that ends (ITU-T T.81 B.1).

    Raises:
        Damaged, Overblown.
    """
    content.seek(0)
    whole = content.read()
    place, is_sized = 2, False
    while (marker := _marker(whole, place)) != SCAN:
        if marker == FILL:
            place += 1
            continue
        length = 0 if marker in WITHOUT_LENGTH else int.from_bytes(whole[place + 2 : place + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", whole[place + 5 : place + 9].ljust(4, b"\0"))
            _demand_size(width, height)
            is_sized = True
        place += 2 + length
    if not is_sized or whole.find(b"\xff\xd9", place) < 0:
        raise Damaged


def _chunk(content: BinaryIO) -> tuple[bytes, int]:
    head = content.read(8)
    if len(head) < 8 or not head[4:].isalpha():
        raise Damaged
    return head[4:], int.from_bytes(head[:4])


def _marker(whole: bytes, place: int) -> int:
    if whole[place : place + 1] != b"\xff" or len(whole) < place + 4:
        raise Damaged
    return whole[place + 1]


def _demand_size(width: int, height: int) -> None:
    if not width or not height:
        raise Damaged
    if width * height > MOST_PIXELS:
        raise Overblown
