"""Certificates of a request, one by its code, and all of them as one PDF or a ZIP."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.certificates import shapes
from api.filings.loading import FilingView
from api.kernel.errors import ApiError, conflict, not_found
from api.kernel.negotiation import Bytes
from api.kernel.versions import etag_of, versioned
from api.kernel.views import ApiView, says
from core.actor import Acting
from core.clock import now
from transactions.bundling import NoCertificates, ask_for_bundle, bundle_of, whole_pdf, zip_of
from transactions.certificates import Certified, Extract, certificates_of, find_certificate
from transactions.models import CertificateBundle, Filing
from transactions.parts import CertificateKind


class OneCertificate(ApiView):
    """``/certificates/{code}``."""

    is_public = True

    @extend_schema(operation_id="getCertificate", summary="Confirm a certificate", responses=shapes.IssuedCertificate)
    def get(self, request: Request, code: str) -> Response:
        """What the office certified under the code."""
        found = find_certificate(code)
        if found is None:
            raise not_found()
        body = said(found)
        return versioned(request, body, etag_of(body))


class CertificatesOfFiling(FilingView):
    """``/filings/{reference}/certificates``."""

    @extend_schema(operation_id="listCertificates", summary="Certificates of a request", responses=shapes.Certificates)
    def get(self, request: Request, reference: str) -> Response:
        """One for each right for which something was certified."""
        return Response({"items": [said(one) for one in certificates_of(self.filing(reference))]})


class BundleOfFiling(FilingView):
    """``/filings/{reference}/certificates-bundle``."""

    @extend_schema(operation_id="getCertificatesBundle", summary="How far the ZIP is", responses=shapes.Bundle)
    def get(self, request: Request, reference: str) -> Response:
        """Of a request that came of a list."""
        found = bundle_of(self.filing(reference), by=self.acting)
        if found is None:
            raise not_found()
        return Response({"size": found.size, "drawn": found.done, "isReady": found.is_ready})

    @extend_schema(
        operation_id="drawCertificates", summary="Have all of them drawn", request=None, responses={202: shapes.Bundle}
    )
    def post(self, request: Request, reference: str) -> Response:
        """A worker draws them, fifty at a time; then they are there as one PDF and as a ZIP."""
        found = ask_for_bundle(self.filing(reference), by=self.acting, at=now())
        body = {"size": found.size, "drawn": found.done, "isReady": found.is_ready}
        return Response(body, status=202, headers={"Location": request.build_absolute_uri(request.path)})


class ZipOfFiling(FilingView):
    """``/filings/{reference}/certificates.zip``."""

    renderer_classes = [Bytes]

    @extend_schema(
        operation_id="getCertificatesZip",
        summary="All of them as a ZIP",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, reference: str) -> HttpResponseBase:
        """A PDF for each, streamed, once all are drawn."""
        filing = self.filing(reference)
        content = zip_of(_drawn(filing, by=self.acting), by=self.acting)
        return StreamingHttpResponse(content, content_type="application/zip", headers=_named(f"{filing.reference}.zip"))


class PdfOfFiling(FilingView):
    """``/filings/{reference}/certificates.pdf``."""

    renderer_classes = [Bytes]

    @extend_schema(
        operation_id="getCertificatesPdf",
        summary="All of them as one PDF",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, reference: str) -> HttpResponseBase:
        """One after the other, once all are drawn."""
        filing = self.filing(reference)
        content = whole_pdf(_drawn(filing, by=self.acting), by=self.acting)
        return HttpResponse(content, content_type="application/pdf", headers=_named(f"{filing.reference}.pdf"))


def _drawn(filing: Filing, *, by: Acting) -> CertificateBundle:
    """Raises:
    ApiError: 404 until all are drawn.
    """
    found = bundle_of(filing, by=by)
    if found is None or not found.is_ready:
        raise not_found()
    return found


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def said(found: Certified | Extract) -> dict[str, Any]:
    """A certificate in the API's words."""
    renewal = found if isinstance(found, Certified) else None
    kind = found.kind if isinstance(found, Extract) else CertificateKind.RENEWAL
    return {
        "code": found.code,
        "kind": kind.value,
        "number": found.number,
        "title": found.title,
        "filing": found.filing,
        "issuedOn": found.issued_on,
        "years": list(renewal.years) if renewal else [],
        "nextRenewalDate": renewal.next_renewal_on if renewal else None,
        "page": settings.PUBLIC_URL + reverse("certificate", args=[found.code]),
        "pdf": settings.PUBLIC_URL + reverse("certificate-file", args=[found.code]),
    }


@says(NoCertificates)
def no_certificates(error: NoCertificates) -> ApiError:
    """Nothing was certified yet."""
    return conflict("noCertificates", _("There are no certificates for it yet."))
