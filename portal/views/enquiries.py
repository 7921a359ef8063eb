"""Complaints about the service, and requests for one's own data, from anybody."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from casework.enquiries import Said, take_enquiry
from casework.models import Enquiry
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown

KINDS = [
    (Enquiry.Kind.COMPLAINT.value, _("I want to complain about the service")),
    (Enquiry.Kind.ACCESS.value, _("I want a copy of the personal data that you hold about me")),
    (Enquiry.Kind.CORRECTION.value, _("Personal data about me are wrong")),
    (Enquiry.Kind.ERASURE.value, _("I want personal data about me to be deleted")),
]
TAKEN = "enquiry"


class EnquiryForm(GovukForm):
    """What is wanted, and who writes."""

    kind = shown(
        forms.ChoiceField(
            label=_("What do you want?"),
            choices=KINDS,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select what you want")},
        ),
        size="m",
    )
    text = shown(
        forms.CharField(label=_("Tell us what happened, or what you want"), max_length=5000, widget=forms.Textarea),
        noun=_("what happened, or what you want"),
        size="m",
        count=True,
    )
    about = shown(
        forms.CharField(
            label=_("Reference or number (optional)"),
            help_text=_("If it is about a request or a right."),
            max_length=40,
            required=False,
        ),
        width="20",
    )
    name = shown(forms.CharField(label=_("Your name"), max_length=200), noun=_("your name"), autocomplete="name")
    email = shown(
        forms.EmailField(label=_("Your email address"), help_text=_("We answer to this address."), max_length=254),
        noun=_("your email address"),
        autocomplete="email",
        spellcheck=False,
    )


@require_http_methods(["GET", "POST"])
def enquiry_page(request: SiteRequest) -> HttpResponse:
    """Asks, and takes in what was written."""
    form = EnquiryForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if request.method == "POST" and asked_too_often(request, "enquiry", most=5):
        return TemplateResponse(request, "pages/too_often.html", status=429)
    if request.method == "POST" and form.is_valid():
        said = Said(**form.cleaned_data, language=(get_language() or "en")[:2])
        request.session[TAKEN] = take_enquiry(said, by=request.actor, at=now()).reference
        return HttpResponseRedirect(reverse("enquiry-taken"))
    return TemplateResponse(request, "pages/enquiry.html", {"form": form, "section": "help"})


@require_safe
def enquiry_taken(request: SiteRequest) -> HttpResponse:
    """Says the reference once."""
    reference = request.session.get(TAKEN, "")
    if not reference:
        return HttpResponseRedirect(reverse("enquiry"))
    return TemplateResponse(request, "pages/enquiry_taken.html", {"reference": reference, "section": "help"})


def _asked(request: SiteRequest) -> dict[str, Any]:
    return {"kind": request.GET.get("kind", "")}
