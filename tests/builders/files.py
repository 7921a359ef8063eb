"""Small files of every kind, right and wrong, and a scanner to ask about them."""

import io
import socket
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PROTECTED_PDF = PDF.replace(b"<< /Root 1 0 R >>", b"<< /Root 1 0 R /Encrypt 5 0 R >>")
SCRIPTED_PDF = PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
ESCAPED_PDF = SCRIPTED_PDF.replace(b"/JavaScript", b"/J#61v#61Script")


def packed_pdf(objects: bytes) -> bytes:
    """A PDF with these objects packed in an object stream, as most programs write them."""
    packed = zlib.compress(objects)
    head = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return PDF.replace(b"trailer", head + packed + b"\nendstream\nendobj\ntrailer")


def png(width: int = 1, height: int = 1) -> bytes:
    """A picture of one black dot, whatever size it states."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    chunks = (len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4) for name, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """The segments of a picture in grey, with a thumbnail's end where cameras put one."""
    parts = [
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        (0xE1, b"Exif\0\0 a small picture \xff\xd9"),
        (0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"),
        (0xDA, b"\1\1\0\0\x3f\0"),
    ]
    segments = (b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2) + body for marker, body in parts)
    return b"\xff\xd8" + b"".join(segments) + bytes(20) + b"\xff\xd9"


PNG, JPEG = png(), jpeg()
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROTECTED_DOCX = OLD_WORD + "EncryptedPackage".encode("utf-16-le") + bytes(40)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def package(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


TYPES = '<Types><Override PartName="/word/document.xml" ContentType="%s"/></Types>'
DOCX_PARTS = {"[Content_Types].xml": TYPES % WORD, "word/document.xml": "<w:document/>"}


def docx(main: str = WORD, **more: str | bytes) -> bytes:
    """A Word document, as far as its package goes."""
    return package({**DOCX_PARTS, "[Content_Types].xml": TYPES % main, **more})


def broken(content: bytes, name: bytes) -> bytes:
    """The package with one of its parts overwritten by what unpacks to nothing."""
    place = content.index(name) + len(name)
    return content[:place] + b"\xff" * 8 + content[place + 8 :]


def odt(manifest: str = "<manifest/>", **more: str | bytes) -> bytes:
    """An OpenDocument text, as far as its package goes."""
    parts = {"mimetype": ODT_TYPE, "content.xml": "<office/>", "META-INF/manifest.xml": manifest}
    return package({**parts, **more})


@contextmanager
def scanner(answer: bytes = b"", *, finds: bytes = b"EICAR") -> Iterator[str]:
    """Something that speaks ClamAV's INSTREAM on a port of its own; it finds ``finds``, or always says ``answer``."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        worker = Thread(target=_serve, args=(server, answer, finds), daemon=True)
        worker.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        socket.create_connection(server.getsockname()).close()  # an empty call ends it
        worker.join()


def _serve(server: socket.socket, answer: bytes, finds: bytes) -> None:
    while True:
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as stream:
            if stream.read(10) != b"zINSTREAM\0":
                return
            content = b""
            while length := struct.unpack(">L", stream.read(4))[0]:
                content += stream.read(length)
            said = b"stream: Test-Signature FOUND" if finds in content else b"stream: OK"
            connection.sendall((answer or said) + b"\0")
