"""Entering the one-time code that went to the contact on record."""

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
from portal.views.linking.loading import request_or_404
from rights.linking.codes import enter_code
from rights.linking.listing import proved_with
from rights.linking.problems import CodeOver, WrongCode
from rights.models import LinkRequest
from rights.shown.link_requests import standing

State = LinkRequest.State


class CodeForm(GovukForm):
    """The code; spaces and hyphens in it do not count."""

    code = shown(
        forms.CharField(
            label=gettext_lazy("Code"),
            max_length=40,
            error_messages={"required": gettext_lazy("Enter the code that we sent")},
        ),
        noun=gettext_lazy("the code"),
        size="m",
        width="10",
        autocomplete="one-time-code",
        autocapitalize="characters",
        spellcheck=False,
    )


@require_http_methods(["GET", "POST"])
def code(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the code; the right one makes the links at once."""
    actor, found = request_or_404(request, reference)
    shown_now = standing(found, at=now())
    after = reverse("link-request", args=[found.reference])
    if not shown_now.may_enter_code:
        return HttpResponseRedirect(after)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            enter_code(found, form.cleaned_data["code"], by=actor, at=now())
        except WrongCode as problem:
            form.add_error("code", str(problem))
        except CodeOver:  # used in another tab, expired or locked meanwhile: the request says which
            return HttpResponseRedirect(after)
        else:
            return HttpResponseRedirect(after)
    together = [one for one in proved_with(found, by=actor) if one.state == State.CODE_SENT]
    context = {"form": form, "found": found, "standing": shown_now, "together": together, "section": "portfolio"}
    return TemplateResponse(request, "linking/code.html", context)
