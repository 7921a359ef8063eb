"""All certificates of a long request: asked for, and taken away as one PDF or as a ZIP."""

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SiteRequest
from core.clock import now
from filling.loading import filing_for
from portal.pages import signed_in
from transactions.bundling import NoCertificates, ask_for_bundle, bundle_of, whole_pdf, zip_of


@require_POST
def ask_for_all(request: SiteRequest, reference: str) -> HttpResponse:
    """Has all certificates of a long request drawn in the background."""
    filing = filing_for(request, reference)
    with suppress(NoCertificates):
        ask_for_bundle(filing, by=signed_in(request), at=now())
    return redirect("filing", reference=filing.reference)


@require_GET
def all_of_them(request: SiteRequest, reference: str, form: str) -> HttpResponseBase:
    """All certificates as one PDF, or as a ZIP that is streamed."""
    filing = filing_for(request, reference)
    bundle = bundle_of(filing, by=request.actor)
    if bundle is None or not bundle.is_ready or form not in ("pdf", "zip"):
        raise Http404
    kind = {"pdf": "application/pdf", "zip": "application/zip"}[form]
    content = zip_of(bundle, by=request.actor) if form == "zip" else [whole_pdf(bundle, by=request.actor)]
    response = StreamingHttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{filing.reference}.{form}"'
    return response
