"""Certificates and extracts for anyone who has the code: confirmed on a page, printable, and as a PDF."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SiteRequest
from core.design.forms import GovukForm
from core.design.look import shown
from core.pdf import NoPdfHere, pdf_of
from payments.models import Payment
from payments.services import NoReceiptYet, receipt_facts
from portal.shown.addresses import in_address, right_address
from rights.shown.then import said
from transactions.certificates import Certified, Extract, find_certificate, snapshot_of
from transactions.documents import certificate_pdf, receipt_pdf


class CodeForm(GovukForm):
    """The code that stands on a certificate."""

    code = shown(
        forms.CharField(
            label=_("What is the verification code?"),
            help_text=_("It starts with CERT and is at the foot of the certificate, for example CERT-7F3K-92QX-M4TB."),
            max_length=40,
        ),
        noun=_("the verification code"),
        heading=True,
        size="l",
        width="20",
        autocapitalize="characters",
        spellcheck=False,
    )

    def clean_code(self) -> str:
        """The code of a certificate that exists."""
        found = find_certificate(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(_("We have no certificate with this code. Check the code and try again"))
        return found.code


@require_GET
def confirm_code(request: SiteRequest) -> HttpResponse:
    """Asks for a code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("certificate", code=form.cleaned_data["code"])
    return TemplateResponse(request, "filings/certificate_code.html", {"form": form})


@require_GET
def certificate(request: SiteRequest, code: str) -> HttpResponse:
    """Confirms a certificate: only facts that are public. An unknown code is explained where it can be typed again."""
    found = find_certificate(code)
    if found is None:
        return TemplateResponse(
            request, "filings/certificate_code.html", {"form": CodeForm({"code": code})}, status=404
        )
    if isinstance(found, Extract):
        return TemplateResponse(request, "filings/extract.html", _extract(found))
    context = {"certificate": found, "public_url": settings.PUBLIC_URL}
    return TemplateResponse(request, "filings/certificate.html", context)


@require_http_methods(["GET"])
def certificate_file(request: SiteRequest, code: str) -> HttpResponse:
    """The certificate as a PDF; the printable page where this machine cannot make one."""
    found = _found(code)
    try:
        content = _pdf(found)
    except NoPdfHere:
        return HttpResponseRedirect(reverse("certificate", args=[found.code]))
    response = HttpResponse(content, content_type="application/pdf")
    what = "extract" if isinstance(found, Extract) else "renewal"
    response["Content-Disposition"] = f'attachment; filename="{what}-{in_address(found.number)}-{found.code}.pdf"'
    return response


def _pdf(found: Certified | Extract) -> bytes:
    """Raises:
    NoPdfHere: where no PDF can be made.
    """
    return pdf_of("documents/extract.html", _extract(found)) if isinstance(found, Extract) else certificate_pdf(found)


def _extract(extract: Extract) -> dict[str, Any]:
    """What the register said when it was made.

    Raises:
        Http404: once the right is withheld.
    """
    snapshot = snapshot_of(extract)
    if snapshot is None:
        raise Http404
    address = right_address("public-right", extract.number)
    return {"extract": extract, "rows": said(snapshot), "public_address": address, "public_url": settings.PUBLIC_URL}


@require_GET
def receipt_file(request: SiteRequest, reference: str) -> HttpResponse:
    """The receipt as a PDF for whoever paid; the page where this machine cannot make one."""
    if not Payment.objects.visible_to(request.actor).filter(reference=reference).exists():
        raise Http404
    try:
        content = receipt_pdf(receipt_facts(reference, request.actor))
    except (NoPdfHere, NoReceiptYet):
        return redirect("payment-receipt", reference=reference)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="receipt-{reference}.pdf"'
    return response


def _found(code: str) -> Certified | Extract:
    found = find_certificate(code)
    if found is None:
        raise Http404
    return found
