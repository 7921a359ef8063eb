"""Small files of every kind, right and wrong, and a scanner to ask about them."""

import io
import socket
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PROTECTED_PDF = PDF.replace(b"<< /Root 1 0 R >>", b"<< /Root 1 0 R /Encrypt 5 0 R >>")
SCRIPTED_PDF = PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROTECTED_DOCX = OLD_WORD + "EncryptedPackage".encode("utf-16-le") + bytes(40)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(main: str = WORD, **more: str | bytes) -> bytes:
    """A Word document, as far as its package goes."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return package({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **more})


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
