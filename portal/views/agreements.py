"""Agreeing, or not, to what somebody else asks for: in the account that is asked, or at a secret address."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.references import normalise
from portal.pages import signed_in
from transactions.consents.listing import asked_of
from transactions.consents.telling import asked_by, numbers_in
from transactions.models import ConsentRequest
from transactions.registry import type_named
from transactions.services import NotAsked, answer_at_address, answer_in_account, asked_at_address


class AnswerForm(GovukForm):
    """Whether one agrees, and a note."""

    agrees = shown(
        forms.ChoiceField(
            label=_("Do you agree?"),
            choices=[("yes", _("Yes, I agree")), ("no", _("No, I do not agree"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select yes if you agree")},
        ),
        size="m",
    )
    note = shown(
        forms.CharField(
            label=_("Anything to add? (optional)"),
            help_text=_("Whoever asks and the office read this."),
            max_length=1000,
            required=False,
            widget=forms.Textarea,
        ),
        noun=_("your note"),
        count=True,
        rows=3,
    )

    def answer(self) -> dict[str, Any]:
        """What the services take."""
        return {"agrees": self.cleaned_data["agrees"] == "yes", "note": self.cleaned_data["note"]}


@require_GET
def agreements(request: SiteRequest) -> HttpResponse:
    """What waits for this account's agreement, and what it answered."""
    waiting, ended = asked_of(signed_in(request))
    context = {"waiting": waiting, "ended": ended, "section": "filings"}
    return TemplateResponse(request, "agreements/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def agreement(request: SiteRequest, reference: str) -> HttpResponse:
    """One thing to agree to, in the account that is asked."""
    actor = signed_in(request)
    asked = ConsentRequest.objects.visible_to(actor).filter(reference=normalise(reference)[:24]).first()
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            answer_in_account(asked, by=actor, at=now(), **form.answer())
        except NotAsked:  # it was answered or closed meanwhile: the page says so
            return redirect("agreement", reference=asked.reference)
        return _thanks(request, asked, form)
    return _page(request, asked, form, "agreements/one.html")


@never_cache
@require_http_methods(["GET", "POST"])
def agree_at_address(request: SiteRequest, secret: str) -> HttpResponse:
    """The same for whoever got the address by email or letter: looking changes nothing, and it answers once."""
    if request.method == "POST" and asked_too_often(request, "agree"):
        return TemplateResponse(request, "pages/too_often.html", status=429)
    try:
        asked = asked_at_address(secret, at=now())
        form = AnswerForm(request.POST or None)
        if form.is_valid():
            answer_at_address(secret, by=request.actor, at=now(), **form.answer())
            return _thanks(request, asked, form)
    except NotAsked:
        return TemplateResponse(request, "pages/address_over.html", status=404)
    return _page(request, asked, form, "agreements/by_address.html")


def _thanks(request: SiteRequest, asked: ConsentRequest, form: AnswerForm) -> HttpResponse:
    """No redirect: with the answer the register may have changed, and the page be gone for who gave it."""
    context = {"agrees": form.answer()["agrees"], "reference": asked.filing.reference}
    return TemplateResponse(request, "agreements/said.html", context)


def _page(request: SiteRequest, asked: ConsentRequest, form: AnswerForm, template: str) -> HttpResponse:
    declared = type_named(asked.filing.type)
    context = {
        "asked": asked,
        "declared": declared,
        "numbers": numbers_in(asked),
        "asked_by": asked_by(asked.filing),
        "form": form,
        "section": "filings",
    }
    return TemplateResponse(request, template, context)
