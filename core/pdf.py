"""Makes tagged PDF (PDF/UA-1) from templates, where the machine has the libraries for it."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

FONTS = Path(__file__).parent / "fonts"


class NoPdfHere(RuntimeError):
    """The system libraries that WeasyPrint needs are missing: serve the printable page."""


@cache
def can_make_pdf() -> bool:
    """Whether this machine can make PDFs."""
    try:
        import weasyprint  # noqa: F401, PLC0415  its system libraries may be missing
    except (ImportError, OSError):
        return False
    return True


def pdf_of(template: str, context: dict[str, Any]) -> bytes:
    """The document that a template of ``templates/documents`` makes.

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    if not can_make_pdf():
        raise NoPdfHere
    from weasyprint import HTML  # noqa: PLC0415  loaded only when a PDF is wanted

    html = render_to_string(template, {**context, "public_url": settings.PUBLIC_URL})
    made: bytes = HTML(string=html, base_url=f"{FONTS.as_uri()}/").write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return made
