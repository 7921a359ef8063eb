"""Certificates and receipts as PDF."""

from typing import Any

from core.pdf import pdf_of
from transactions.certificates import Certified


def certificate_pdf(certificate: Certified) -> bytes:
    """The certificate of one renewal.

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    return pdf_of("documents/certificate.html", {"certificate": certificate})


def receipt_pdf(receipt: Any) -> bytes:
    """The receipt of a payment (``payments.services.Receipt``).

    Raises:
        NoPdfHere: where no PDF can be made.
    """
    return pdf_of("documents/receipt.html", {"receipt": receipt})
