"""Everything that an account has on rights, to take away: documents that it gave, certificates, and a list of both."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress

from core.actor import Applicant
from core.files import open_file
from core.models import StoredFile
from core.pdf import NoPdfHere
from core.tables import BYTE_ORDER_MARK, harmless
from transactions.certificates import Certified
from transactions.documents import certificate_pdf
from transactions.models import Certificate, Filing, FilingDocument

Entry = tuple[str, str, bytes]
DRAWN = 100
"""Of so many rights certificates are drawn; for more they stand in the list, and each can be opened on its page."""
CHUNK = 500


def everything_on(right_ids: Sequence[int], *, by: Applicant) -> Iterator[Entry]:
    """Folder, name and content of each file, a folder for each request; the list comes last."""
    listed: list[list[str]] = [["Request", "Patent", "File", "Given or issued"]]
    for start in range(0, len(right_ids), CHUNK):
        chunk = right_ids[start : start + CHUNK]
        yield from _given(chunk, listed, by=by)
        yield from _certificates(chunk, listed, by=by, drawn=len(right_ids) <= DRAWN)
    yield "", "contents.csv", _table(listed)


def _given(right_ids: Sequence[int], listed: list[list[str]], *, by: Applicant) -> Iterator[Entry]:
    rows = FilingDocument.objects.visible_to(by).filter(
        filing__rights__right_id__in=right_ids, removed_at=None, file__state=StoredFile.State.CLEAN
    )
    for row in rows.select_related("filing", "file").distinct().order_by("filing_id", "pk").iterator(chunk_size=100):
        with suppress(StoredFile.DoesNotExist):  # a colleague's file behind a wall of its own
            _stored, handle = open_file(row.file.reference, by=by)
            with handle:
                yield row.filing.reference, row.file.name, handle.read()
            listed.append([row.filing.reference, "", row.file.name, row.given_at.isoformat()])


def _certificates(right_ids: Sequence[int], listed: list[list[str]], *, by: Applicant, drawn: bool) -> Iterator[Entry]:
    mine = Filing.objects.visible_to(by).values("pk")
    rows = Certificate.objects.filter(right_id__in=right_ids, filing__in=mine, kind="renewal")
    for row in rows.select_related("filing", "right").order_by("pk").iterator(chunk_size=100):
        name = f"certificate {row.code}.pdf"
        listed.append([row.filing.reference, row.right.number, name if drawn else row.code, row.issued_at.isoformat()])
        if drawn:
            with suppress(NoPdfHere):
                yield row.filing.reference, name, certificate_pdf(Certified.read(row))


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()
