"""ZIP archives that are streamed: whatever goes in, no more than one file of it is in memory."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|\x00\n\r\t', "-"))


def zipped(files: Iterable[tuple[str, str, bytes]]) -> Iterator[bytes]:
    """An archive of files (folder or none, name, content), in pieces; equal names are numbered."""
    buffer, names = _Stream(), Counter[str]()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for folder, name, content in files:
            archive.writestr(_path(folder, name, names), content)
            yield buffer.taken()
    yield buffer.taken()


def _path(folder: str, name: str, names: Counter[str]) -> str:
    """A path that leads out of no folder and stands in the archive once."""
    plain = name.translate(UNSAFE).strip(". ") or "file"
    path = f"{folder.translate(UNSAFE)}/{plain}" if folder else plain
    names[path.casefold()] += 1
    if (times := names[path.casefold()]) == 1:
        return path
    stem, dot, ending = path.rpartition(".")
    return f"{stem} ({times}){dot}{ending}" if dot else f"{path} ({times})"


class _Stream(io.RawIOBase):
    """What a ZIP writer writes, taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, piece: object) -> int:
        """Keeps the piece until it is taken."""
        kept = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(kept)
        self._at += len(kept)
        return len(kept)

    def tell(self) -> int:
        """How much was written in all."""
        return self._at

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
