"""Asks why a case of another team is opened."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.opening import say_why
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.views.cases.loading import any_case


class Why(GovukForm):
    """The reason, which is kept with the case and in the audit log."""

    why = shown(
        forms.CharField(
            label=_("Why do you open this case?"),
            help_text=_("It is in the queue of another team. Your reason is kept with the case."),
            max_length=500,
            widget=forms.Textarea,
        ),
        noun=_("why you open this case"),
        heading=True,
        rows=3,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.SEE_WORK)
def open_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The question; its answer opens the case until the end of the day."""
    case = any_case(request, reference)
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say_why(case, form.cleaned_data["why"], by=here(request), at=now())
        return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
    return TemplateResponse(request, "office/open.html", {"case": case, "form": form})
