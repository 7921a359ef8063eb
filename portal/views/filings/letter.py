"""The office's letter about a filing, as a PDF for its filer."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.pdf import NoPdfHere
from filling.loading import filing_for
from transactions.letters import NoLetter, letter_pdf


@never_cache
@require_safe
def letter_file(request: SiteRequest, reference: str) -> HttpResponse:
    """The letter; the filing's page where this machine cannot make a PDF."""
    filing = filing_for(request, reference)
    try:
        content = letter_pdf(filing)
    except NoLetter:
        raise Http404 from None
    except NoPdfHere:
        return redirect("filing", reference=filing.reference)
    headers = {"Content-Disposition": f'attachment; filename="letter-{filing.reference}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
