"""Proving the link with a signed authority, which staff check."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.files import FileRefused, store
from portal.views.linking.loading import offer_of, request_or_404
from rights.linking.authority import give_authority
from rights.linking.problems import CannotLink
from rights.models import Proof


class AuthorityForm(GovukForm):
    """One file."""

    authority = shown(
        forms.FileField(
            label=gettext_lazy("Signed authority"),
            help_text=gettext_lazy("A PDF, DOCX, ODT, JPG or PNG up to 25MB. A scan or a clear photo will do."),
            error_messages={"required": gettext_lazy("Select the signed authority")},
        ),
        size="m",
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
    )


@require_http_methods(["GET", "POST"])
def authority(request: SiteRequest, reference: str) -> HttpResponse:
    """Takes the file in and hands the request to staff."""
    actor, found = request_or_404(request, reference)
    offer = offer_of(found, Proof.AUTHORITY, by=actor, at=now())
    after = reverse("link-request", args=[found.reference])
    if offer is None:
        return HttpResponseRedirect(after)
    form = AuthorityForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["authority"]
        try:
            kept = store(name=given.name, content=given.file, by=actor, at=now())
            give_authority(found, file_reference=kept.reference, by=actor, at=now())
        except (FileRefused, CannotLink) as problem:
            form.add_error("authority", str(problem))
        else:
            return HttpResponseRedirect(after)
    context = {"form": form, "found": found, "offer": offer, "section": "portfolio"}
    return TemplateResponse(request, "linking/authority.html", context)
