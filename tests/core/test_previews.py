"""Pictures of documents: drawn page by page in a process of its own, never for what cannot be read."""

import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest
from builders.files import docx, png
from builders.filings import an_account
from PIL import Image

from core.files import NoPreview, is_drawn, preview, store
from core.files.storing import file_storage, path_of
from core.models import StoredFile

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def stored(name: str, content: bytes) -> StoredFile:
    return store(name=name, content=content, by=an_account(AT), at=AT)


def a_picture(width: int, height: int, kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, kind)
    return out.getvalue()


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content)) as picture:
        assert picture.format == "PNG"
        return picture.size


def two_pages() -> bytes:
    out = BytesIO()
    sheets = [Image.new("RGB", (600, 800), colour) for colour in ("white", "black")]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def test_every_page_of_a_pdf_has_a_picture_as_wide_as_the_others() -> None:
    row = stored("deed.pdf", two_pages())
    first, second = preview(row, 1), preview(row, 2)
    assert (first.page, first.pages, second.pages) == (1, 2, 2)
    assert size_of(first.png) == size_of(second.png) == (900, 1200)
    assert first.png != second.png
    with pytest.raises(NoPreview):
        preview(row, 3)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_a_large_picture_is_made_small(name: str, kind: str) -> None:
    assert size_of(preview(stored(name, a_picture(3000, 2000, kind))).png) == (900, 600)


def test_the_second_look_reads_what_was_drawn_before() -> None:
    row = stored("deed.pdf", two_pages())
    drawn = preview(row).png
    file_storage().delete(path_of(row))
    assert preview(row).png == drawn


def test_what_cannot_be_read_or_is_another_kind_has_none() -> None:
    broken = stored("dot.png", png())
    file_storage().delete(path_of(broken))
    file_storage().save(path_of(broken), BytesIO(b"%PDF-nothing"))
    with pytest.raises(NoPreview):
        preview(broken)
    letter = stored("letter.docx", docx())
    assert not is_drawn(letter)
    with pytest.raises(NoPreview):
        preview(letter)


def test_what_is_not_clean_is_not_drawn() -> None:
    row = stored("deed.pdf", two_pages())
    row.state = StoredFile.State.QUARANTINED
    with pytest.raises(NoPreview):
        preview(row)


def test_what_could_not_be_drawn_is_not_tried_at_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = stored("dot.png", png())
    tried = []
    real = subprocess.run
    monkeypatch.setattr("core.files.previews.subprocess.run", lambda *a, **k: tried.append(a) or real(*a, **k))
    file_storage().delete(path_of(broken))
    file_storage().save(path_of(broken), BytesIO(b"not a picture at all"))
    for _look in range(3):
        with pytest.raises(NoPreview):
            preview(broken)
    assert len(tried) == 1
