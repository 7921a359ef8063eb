"""The certificates of a long request as one PDF, drawn part by part, or as a ZIP that is streamed."""

import io
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from core.actor import Acting, Actor, label
from core.files import open_file
from core.files.making import keep_made
from core.files.zipping import zipped
from core.outbox import promise
from core.pdf import pdf_of
from core.walls import follow
from notifications.messages import FilingOutcome
from notifications.services import tell
from transactions.certificates import read
from transactions.models import Certificate, CertificateBundle, Filing
from transactions.registry import type_named
from transactions.telling import address_of, filer_of, numbers_of

DRAW = "draw-certificates"
IN_A_PART = 50


class NoCertificates(LookupError):
    """The request has issued none."""


def ask_for_bundle(filing: Filing, *, by: Acting, at: datetime) -> CertificateBundle:
    """Has the certificates drawn in the background; asked again it is the same.

    Raises:
        NoCertificates.
    """
    size = _certificates(filing).count()
    if not size:
        raise NoCertificates(filing.reference)
    with transaction.atomic():
        bundle, is_new = CertificateBundle.everything.get_or_create(
            filing=filing, defaults={"size": size, "asked_at": at, "asked_by": label(by)}
        )
        if is_new:
            _promise(bundle, at=at)
    return bundle


def bundle_of(filing: Filing, *, by: Actor) -> CertificateBundle | None:
    """What was asked for, however far it is."""
    return CertificateBundle.objects.visible_to(by).filter(filing=filing).first()


def draw_part(reference: str, *, at: datetime) -> bool:
    """Draws the next fifty certificates; True while more are left. Harmless to repeat: a part is kept once.

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    bundle = CertificateBundle.everything.select_related("filing").get(filing__reference=reference)
    filing, start = bundle.filing, bundle.done
    rows = list(_certificates(filing)[start : start + IN_A_PART])
    if not rows or filing.organisation_id is None:
        return False
    with translation.override(filing.language):
        content = pdf_of("documents/certificates.html", {"certificates": [read(row) for row in rows]})
    with transaction.atomic():
        locked = CertificateBundle.everything.select_for_update().get(pk=bundle.pk)
        if locked.done != start:
            return not locked.is_ready
        _keep(locked, filing, content, start, at=at)
        locked.done = start + len(rows)
        locked.ready_at = at if locked.done >= locked.size else None
        locked.save(update_fields=["done", "ready_at"])
        if locked.is_ready:
            _announce(filing, at=at)
            return False
        _promise(locked, at=at)
    return True


def whole_pdf(bundle: CertificateBundle, *, by: Actor) -> bytes:
    """All parts joined."""
    writer = PdfWriter()
    for part in _parts(bundle, by=by):
        writer.append(io.BytesIO(part))
    joined = io.BytesIO()
    writer.write(joined)
    return joined.getvalue()


def zip_of(bundle: CertificateBundle, *, by: Actor) -> Iterator[bytes]:
    """A ZIP with a PDF for each certificate, in pieces: no more than one part of it is in memory at any time."""
    return zipped(_files(bundle, by=by))


def _files(bundle: CertificateBundle, *, by: Actor) -> Iterator[tuple[str, str, bytes]]:
    rows = iter(_certificates(bundle.filing).iterator(chunk_size=500))
    for part in _parts(bundle, by=by):
        for content, certificate in zip(_singles(part), rows, strict=False):
            yield "", f"{certificate.body['number']}-{certificate.code}.pdf", content


def _singles(part: bytes) -> Iterator[bytes]:
    """The certificates of a part, each a PDF; each begins at its heading, however many pages it has."""
    reader = PdfReader(io.BytesIO(part))
    starts = [reader.get_destination_page_number(one) for one in reader.outline if isinstance(one, Destination)]
    ends = [*starts[1:], len(reader.pages)]
    for start, end in zip(starts, ends, strict=True):
        if start is None or end is None:
            continue
        single, content = PdfWriter(), io.BytesIO()
        for number in range(start, end):
            single.add_page(reader.pages[number])
        single.write(content)
        yield content.getvalue()


def _certificates(filing: Filing) -> QuerySet[Certificate]:
    return Certificate.objects.filter(filing=filing, kind="renewal").order_by("right_id", "pk")


def _parts(bundle: CertificateBundle, *, by: Actor) -> Iterator[bytes]:
    through = bundle.parts.through.objects.filter(certificatebundle=bundle).select_related("storedfile")
    for row in through.order_by("pk"):
        _file, content = open_file(row.storedfile.reference, by=by)
        with content:
            yield content.read()


def _keep(bundle: CertificateBundle, filing: Filing, content: bytes, start: int, *, at: datetime) -> None:
    assert filing.organisation_id is not None
    name = f"{filing.reference}-{start + 1}.pdf"
    row = keep_made(
        name,
        content,
        media_type="application/pdf",
        organisation_id=filing.organisation_id,
        by="system:transactions",
        at=at,
    )
    follow(filing.organisation_id, str(row.reference), of=filing.reference)
    bundle.parts.add(row)


def _promise(bundle: CertificateBundle, *, at: datetime) -> None:
    key = f"{bundle.filing.reference}:{bundle.done}"
    promise(DRAW, key=key, payload={"reference": bundle.filing.reference}, at=at)


def _announce(filing: Filing, *, at: datetime) -> None:
    with translation.override(filing.language):
        message = FilingOutcome(
            what=str(type_named(filing.type).title),
            reference=filing.reference,
            right_numbers=numbers_of(filing),
            outcome=_("Your certificates are ready to download as one PDF or as a ZIP."),
            why="-",
            filing_url=address_of(filing),
        )
    tell(message, to=filer_of(filing), key=f"{filing.reference}:bundle", about=filing.reference, at=at)
