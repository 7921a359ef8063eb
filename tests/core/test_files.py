"""Stored files: told by content, refused in a sentence, quarantined, scanned, and opened by who may see them."""

import contextlib
import io
import random
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from builders import files

from core.actor import Actor, Applicant, Officer, Public
from core.files import FileRefused, StillChecked, Withheld, open_file, store
from core.files.kinds import kind_of
from core.files.names import clean_name
from core.files.storing import file_storage, path_of
from core.models import OutboxMessage, StoredFile
from core.outbox.relay import keep_due

pytestmark = pytest.mark.django_db
ME = Applicant(user_id=UUID(int=1), organisation_id=UUID(int=2))
OTHER = Applicant(user_id=UUID(int=1), organisation_id=UUID(int=3))
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _places(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test; no scanner is configured."""
    own = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": own}
    settings.CLAMAV_SOCKET, settings.UPLOADS_WITHOUT_SCAN = "", True


def take(content: bytes, at: datetime, *, name: str = "deed.pdf", by: Actor = ME) -> StoredFile:
    return store(name=name, content=content, by=by, at=at)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (files.PDF, "application/pdf", ".pdf"),
        (files.JPEG, "image/jpeg", ".jpg"),
        (files.PNG, "image/png", ".png"),
        (files.docx(), DOCX_TYPE, ".docx"),
        (files.odt(), "application/vnd.oasis.opendocument.text", ".odt"),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, media_type: str, ending: str, at: datetime) -> None:
    row = take(content, at, name="evidence.exe")
    assert (row.media_type, row.name, row.size) == (media_type, f"evidence{ending}", len(content))
    assert (row.organisation_id, row.state) == (ME.organisation_id, "clean")
    stored, handle = open_file(row.reference, by=ME)
    with handle:
        assert (stored.pk, handle.read()) == (row.pk, content)


WRONG_TYPE = "The selected file must be a PDF, DOCX, ODT, JPG or PNG"
PROTECTED = "The selected file must not be password protected"
SCRIPTS = "The selected file must not contain macros or scripts. Save it without them and try again"
DAMAGED = "The selected file is damaged. Open it on your computer, save it again and try once more"
OVERBLOWN = "The selected file cannot be opened safely. Save it as a PDF and try again"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The selected file is empty"),
        (b"MZ\x90\x00 a program", WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", WRONG_TYPE),
        (b"<html>%PDF-1.7</html>", WRONG_TYPE),
        (b"GIF89a" + bytes(40), WRONG_TYPE),
        (b"PK\x03\x04 but no package", WRONG_TYPE),
        (files.package({"a.txt": "a"}), WRONG_TYPE),
        (files.package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), WRONG_TYPE),
        (files.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), WRONG_TYPE),
        (files.OLD_WORD, WRONG_TYPE),
        (files.PROTECTED_PDF, PROTECTED),
        (files.PROTECTED_DOCX, PROTECTED),
        (files.odt(manifest="<manifest:encryption-data/>"), PROTECTED),
        (files.PROTECTED_PDF.replace(b"/Encrypt", b"/#45ncrypt"), PROTECTED),
        (files.SCRIPTED_PDF, SCRIPTS),
        (files.ESCAPED_PDF, SCRIPTS),
        (files.packed_pdf(b"3 0 << /S /JavaScript /JS (app.alert(1)) >>"), SCRIPTS),
        (files.packed_pdf(b"3 0 << /S /L#61unch /F (x.exe) >>"), SCRIPTS),
        (files.packed_pdf(b"3 0 << /S /JavaScript >>").replace(b"/ObjStm", b"/Obj#53tm"), SCRIPTS),
        (files.packed_pdf(bytes(21 * 1024 * 1024)), DAMAGED),
        (files.PDF[:-8], DAMAGED),
        (b"%PDF-1.7", DAMAGED),
        (files.PNG[:-9], DAMAGED),
        (files.PNG[:20], DAMAGED),
        (files.PNG[:8] + b"<script>alert(1)</script>", DAMAGED),
        (files.png(width=0), DAMAGED),
        (files.png(30_000, 30_000), OVERBLOWN),
        (files.JPEG[:-2], DAMAGED),
        (files.JPEG[:30], DAMAGED),
        (files.JPEG[:4], DAMAGED),
        (files.jpeg(height=0), DAMAGED),
        (files.jpeg(60_000, 60_000), OVERBLOWN),
        (files.broken(files.docx(), b"word/document.xml"), DAMAGED),
        (files.broken(files.docx(), b"[Content_Types].xml"), DAMAGED),
        (files.broken(files.odt(), b"content.xml"), DAMAGED),
        (files.package(files.DOCX_PARTS, method=zipfile.ZIP_LZMA), WRONG_TYPE),
        (files.docx(main=files.MACROS), SCRIPTS),
        (files.docx(**{"word/vbaProject.bin": b"macros"}), SCRIPTS),
        (files.odt(**{"Basic/Standard/Module1.xml": "<script/>"}), SCRIPTS),
        (files.docx(**{"word/media/image1.png": bytes(30 * 1024 * 1024)}), OVERBLOWN),
        (files.docx(**{f"word/{n}.xml": "" for n in range(4001)}), OVERBLOWN),
    ],
)
def test_what_is_not_taken_is_refused_in_a_sentence(content: bytes, sentence: str, at: datetime) -> None:
    with pytest.raises(FileRefused) as refusal:
        take(content, at)
    assert str(refusal.value) == sentence
    assert not StoredFile.everything.exists()


def test_a_document_whose_objects_are_packed_is_taken(at: datetime) -> None:
    assert take(files.packed_pdf(b"3 0 << /Type /Catalog >>"), at).media_type == "application/pdf"


@pytest.mark.parametrize("content", [files.docx(), files.odt(), files.PNG, files.JPEG, files.packed_pdf(b"3 0 <<>>")])
def test_whatever_was_damaged_is_taken_or_refused_and_never_an_error(content: bytes, at: datetime) -> None:
    chance = random.Random(5)
    for _ in range(400):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with contextlib.suppress(FileRefused):
            kind_of(io.BytesIO(damaged[: chance.choice([len(damaged), chance.randrange(4, len(damaged))])]))


def test_protection_is_found_wherever_it_stands_in_a_large_file(at: datetime) -> None:
    for before in range((1 << 20) - 12, (1 << 20) + 1):
        content = b"%PDF-1.7".ljust(before, b"\n") + b"/Encrypt 5 0 R" + bytes(2000)
        with pytest.raises(FileRefused, match="password"):
            take(content, at)


def test_a_file_that_is_too_large_is_refused_while_it_streams(at: datetime, settings: Any) -> None:
    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size: int = -1) -> bytes:
            self.read_bytes += size
            return b"%PDF-1.7" + bytes(size - 8)

    endless = Endless()
    with pytest.raises(FileRefused, match="smaller than 25MB"):
        store(name="a.pdf", content=endless, by=ME, at=at)  # type: ignore[arg-type]
    assert endless.read_bytes <= 26 * 1024 * 1024


def test_a_file_of_just_the_limit_is_taken(at: datetime, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = len(files.PDF)
    take(files.PDF, at)
    with pytest.raises(FileRefused):
        take(files.PDF + b"\n", at)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("deed.pdf", "deed.pdf"),
        ("DEED.PDF", "DEED.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Deed of assignment.pdf", "Deed of assignment.pdf"),
        ("a\x00b\nc.pdf", "a b c.pdf"),
        ("evil\u202efdp.exe", "evilfdp.pdf"),
        ('a<b>"c|d?.pdf', "a b c d.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("CON.pdf", "CON file.pdf"),
        ("v1.2 final.docx", "v1.2 final.pdf"),
        ("v1.2", "v1.2.pdf"),
        ("Tŷ Bach.pdf", "Tŷ Bach.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(given: str, kept: str) -> None:
    assert clean_name(given, ending=".pdf") == kept


def test_strangers_cannot_open_a_file(at: datetime) -> None:
    row = take(files.PDF, at)
    for stranger in (OTHER, Public(), Public("digest")):
        with pytest.raises(StoredFile.DoesNotExist):
            open_file(row.reference, by=stranger)
    with pytest.raises(StoredFile.DoesNotExist):
        open_file(uuid4(), by=ME)
    open_file(row.reference, by=Officer(uuid4()))[1].close()


def test_a_visitor_opens_what_this_browser_gave(at: datetime) -> None:
    row = take(files.PDF, at, by=Public("one"))
    open_file(row.reference, by=Public("one"))[1].close()
    for stranger in (Public("two"), Public(), ME):
        with pytest.raises(StoredFile.DoesNotExist):
            open_file(row.reference, by=stranger)


def test_the_same_content_is_kept_once_for_one_owner_and_apart_for_another(at: datetime, tmp_path: Path) -> None:
    first, second, other = take(files.PDF, at), take(files.PDF, at, name="b.pdf"), take(files.PDF, at, by=OTHER)
    assert path_of(first) == path_of(second) != path_of(other)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_a_file_is_in_quarantine_until_it_was_scanned(at: datetime, settings: Any) -> None:
    with files.scanner() as settings.CLAMAV_SOCKET:
        row = take(files.PDF, at)
        assert row.state == "quarantined"
        with pytest.raises(StillChecked):
            open_file(row.reference, by=ME)
        assert keep_due(now=lambda: at) == 1
    stored, handle = open_file(row.reference, by=ME)
    handle.close()
    assert (stored.state, stored.scanned_at) == ("clean", at)


def test_an_infected_file_is_never_opened_and_its_content_is_gone(at: datetime, settings: Any) -> None:
    with files.scanner() as settings.CLAMAV_SOCKET:
        row = take(files.PDF + b"EICAR", at)
        keep_due(now=lambda: at)
    with pytest.raises(Withheld):
        open_file(row.reference, by=ME)
    assert not file_storage().exists(path_of(row))


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: FOUND nothing"])
def test_a_scanner_that_gives_no_verdict_leaves_the_file_in_quarantine(
    answer: bytes, at: datetime, settings: Any
) -> None:
    with files.scanner(answer or b"?") as settings.CLAMAV_SOCKET:
        row = take(files.PDF, at)
        keep_due(now=lambda: at)
    row.refresh_from_db()
    assert row.state == "quarantined"
    assert OutboxMessage.objects.get().state == "promised"


def test_a_scanner_that_is_down_leaves_the_file_in_quarantine(at: datetime, settings: Any, tmp_path: Path) -> None:
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody-listens")
    row = take(files.PDF, at)
    keep_due(now=lambda: at)
    row.refresh_from_db()
    assert row.state == "quarantined"


def test_without_a_scanner_uploads_are_off_unless_allowed(at: datetime, settings: Any) -> None:
    settings.UPLOADS_WITHOUT_SCAN = False
    with pytest.raises(FileRefused, match="cannot be uploaded at the moment"):
        take(files.PDF, at)
