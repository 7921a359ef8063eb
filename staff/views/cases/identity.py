"""Notes how staff made sure who asks for a person's data."""

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.enquiries import note_identity
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.loading import case_for


class Identity(GovukForm):
    """How it was made sure."""

    how = shown(
        forms.CharField(
            label=_("How did you make sure who asks?"),
            help_text=_("For example, they signed in, or you called the number on the register. No copies of papers."),
            max_length=300,
            widget=forms.Textarea,
        ),
        noun=_("how you made sure"),
        heading=True,
        rows=3,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.ANSWER_DATA_REQUESTS)
def identity_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The question, for requests under data protection law only."""
    case = case_for(request, reference)
    if case.kind != "enquiry":
        raise Http404
    form = Identity(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_identity(case.about, form.cleaned_data["how"], by=here(request), at=now())
        return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
    return TemplateResponse(request, "office/open.html", {"case": case, "form": form})
