"""The site's addresses and a few pages more, for tests of what every page gets by itself."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import include, path

from accounts.actors import officer_in
from core.actor import NotPermitted, require_fresh_sign_in
from core.clock import now
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from portal.pages import ensure_visitor, signed_in


class Everything(GovukForm):
    """One field of every sort."""

    name = forms.CharField(label="Name")
    born = DateInputField(label="Born")
    colours = forms.MultipleChoiceField(
        label="Colours", choices=[("r", "Red"), ("g", "Green"), ("b", "Blue")], widget=forms.CheckboxSelectMultiple
    )
    postcode = forms.CharField(label="Postcode")
    code = forms.CharField(label="Code")
    password = forms.CharField(label="Password")
    paper = forms.FileField(label="Paper")


def everything(request: HttpRequest) -> HttpResponse:
    """A page with a form, for people who are signed in."""
    signed_in(request)
    form = Everything(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect("/sent/")
    return TemplateResponse(request, "design/gallery_question.html", {"form": form})


def grave(request: HttpRequest) -> HttpResponse:
    """A page whose action demands a fresh sign-in, at either door."""
    actor = officer_in(request.actor) if request.path.startswith("/staff/") else signed_in(request)
    if request.method == "POST":
        require_fresh_sign_in(actor, at=now(), reason="Giving a patent away needs a fresh sign-in.")
        return HttpResponse("done")
    return TemplateResponse(request, "design/gallery_question.html", {"form": Everything()})


def refused(request: HttpRequest) -> HttpResponse:
    """A page that this person may not open."""
    raise NotPermitted("Ask Gwen, who manages this account.")


def begun(request: HttpRequest) -> HttpResponse:
    """Something that anybody may begin."""
    return HttpResponse(ensure_visitor(request).visitor)  # type: ignore[union-attr]


urlpatterns = [
    path("everything/", everything),
    path("grave/", grave),
    path("staff/grave/", grave),
    path("refused/", refused),
    path("begun/", begun),
    path("home/", begun, name="home"),
    path("", include("oneipo.urls")),
]
