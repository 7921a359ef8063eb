"""Makes certificates and receipts as tagged PDF (PDF/UA-1), where the machine has the libraries for it."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from transactions.certificates import Certified

FONTS = Path(__file__).parent / "fonts"


class NoPdfHere(RuntimeError):
    """The system libraries that WeasyPrint needs are missing: serve the printable page."""


def certificate_pdf(certificate: Certified) -> bytes:
    """The certificate of one renewal.

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    return _pdf("documents/certificate.html", {"certificate": certificate})


def receipt_pdf(receipt: Any) -> bytes:
    """The receipt of a payment (``payments.services.Receipt``).

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    return _pdf("documents/receipt.html", {"receipt": receipt})


@cache
def can_make_pdf() -> bool:
    """Whether this machine can make PDFs."""
    try:
        import weasyprint  # noqa: F401, PLC0415  its system libraries may be missing
    except (ImportError, OSError):
        return False
    return True


def _pdf(template: str, context: dict[str, Any]) -> bytes:
    if not can_make_pdf():
        raise NoPdfHere
    from weasyprint import HTML  # noqa: PLC0415  loaded only when a PDF is wanted

    html = render_to_string(template, {**context, "public_url": settings.PUBLIC_URL})
    made: bytes = HTML(string=html, base_url=f"{FONTS.as_uri()}/").write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return made
