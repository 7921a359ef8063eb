"""Makes the PDF of a letter: A4, one plain font, as many pages as it takes, nothing but the standard library."""

import textwrap
import zlib

from stubs.notify.markdown import Block, blocks

WIDTH, HEIGHT = 595, 842
LEFT, TOP, BOTTOM = 71, 770, 70
SIZE, LEADING = 11, 15
CHARACTERS_A_LINE = 84
# Letters of Welsh that Windows-1252 lacks take the places of signs that no letter needs.
_WELSH = {"ŵ": 0x81, "Ŵ": 0x8D, "ŷ": 0x8F, "Ŷ": 0x90, "●": 0x95}
_NAMES = "129 /wcircumflex 141 /Wcircumflex 143 /ycircumflex 144 /Ycircumflex"

Line = tuple[str, str]


def letter(address: list[str], subject: str, body: str) -> bytes:
    """Return the PDF of a letter to ``address``."""
    lines: list[Line] = [("", line) for line in address] + [("", "")] * 3
    lines += [("bold", part) for part in _wrap(subject)] + [("", "")]
    for block in blocks(body):
        lines += [*_lines(block), ("", "")]
    return document(_pages(lines), title=subject)


def _wrap(text: str, indent: str = "", first: str | None = None) -> list[str]:
    start = indent if first is None else first
    return textwrap.wrap(text, CHARACTERS_A_LINE, initial_indent=start, subsequent_indent=indent) or [""]


def _lines(block: Block) -> list[Line]:
    if block.kind in ("heading", "subheading"):
        return [("bold", part) for line in block.lines for part in _wrap(line)]
    if block.kind == "bullets":
        return [("", part) for line in block.lines for part in _wrap(line, "     ", "  •  ")]
    if block.kind == "numbers":
        numbered = enumerate(block.lines, 1)
        return [("", part) for number, line in numbered for part in _wrap(line, "     ", f"  {number}. ")]
    if block.kind == "rule":
        return [("", "_" * 40)]
    indent = "    " if block.kind == "inset" else ""
    return [("", part) for line in block.lines for part in _wrap(line, indent)]


def _pages(lines: list[Line]) -> list[list[Line]]:
    most = (TOP - BOTTOM) // LEADING
    return [lines[start : start + most] for start in range(0, len(lines), most)] or [[]]


def document(pages: list[list[Line]], title: str) -> bytes:
    """Return a PDF of these pages."""
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    encoding = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{_NAMES}] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding {encoding} >>".encode(),
        b"<< /Title " + _hex(title) + b" >>",
    ]
    for number, lines in enumerate(pages):
        stream = zlib.compress(_drawn(lines))
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
        page = f"<< /Type /Page /Parent 2 0 R {box} /Resources {resources} /Contents {7 + 2 * number} 0 R >>"
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
        objects += [page.encode(), head + stream + b"\nendstream"]
    return _assembled(objects)


def _drawn(lines: list[Line]) -> bytes:
    parts = [f"BT {LEADING} TL {LEFT} {TOP} Td".encode()]
    for weight, text in lines:
        font = "F2" if weight == "bold" else "F1"
        parts.append(f"/{font} {SIZE} Tf (".encode() + _escaped(text) + b") Tj T*")
    return b"\n".join([*parts, b"ET"])


def _escaped(text: str) -> bytes:
    encoded = b"".join(
        bytes([_WELSH[character]]) if character in _WELSH else character.encode("cp1252", "replace")
        for character in text
    )
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _hex(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def _assembled(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
