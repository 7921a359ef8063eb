"""How was it: one question after a filing was sent, and from the banner of every page."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from filling.loading import filing_for
from transactions.services import give_feedback, say_of_service

SATISFACTION = [
    ("5", _("Very satisfied")),
    ("4", _("Satisfied")),
    ("3", _("Neither satisfied nor dissatisfied")),
    ("2", _("Dissatisfied")),
    ("1", _("Very dissatisfied")),
]


class FeedbackForm(GovukForm):
    """Satisfaction, and what could be better."""

    satisfaction = shown(
        forms.ChoiceField(
            label=_("Overall, how satisfied were you with this service?"),
            choices=SATISFACTION,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select how satisfied you were")},
        ),
        size="m",
    )
    comment = shown(
        forms.CharField(
            label=_("How could we improve it? (optional)"),
            help_text=_("Do not include personal or financial information."),
            widget=forms.Textarea,
            max_length=1200,
            required=False,
        ),
        noun=_("what could be better"),
        count=True,
        size="m",
    )


@require_http_methods(["GET", "POST"])
def feedback(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks, or keeps the answer and says thank you."""
    filing = filing_for(request, reference)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return TemplateResponse(request, "filings/feedback.html", {"form": form, "filing": filing})
    give_feedback(filing, **_said(form), by=request.actor, at=now())
    return redirect("feedback-thanks", reference=filing.reference)


@require_http_methods(["GET", "POST"])
def feedback_page(request: SiteRequest) -> HttpResponse:
    """Asks anyone, about no filing."""
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return TemplateResponse(request, "filings/feedback.html", {"form": form})
    if asked_too_often(request, "feedback"):
        return TemplateResponse(request, "pages/too_often.html", status=429)
    say_of_service(**_said(form), at=now())
    return redirect("feedback-page-thanks")


@require_http_methods(["GET"])
def feedback_thanks(request: SiteRequest, reference: str) -> HttpResponse:
    """Thank you."""
    return TemplateResponse(request, "filings/feedback_thanks.html", {"filing": filing_for(request, reference)})


@require_http_methods(["GET"])
def feedback_page_thanks(request: SiteRequest) -> HttpResponse:
    """Thank you, to anyone."""
    return TemplateResponse(request, "filings/feedback_thanks.html")


def _said(form: FeedbackForm) -> dict[str, Any]:
    said = form.cleaned_data
    language = (get_language() or "en")[:2]
    return {"satisfaction": int(said["satisfaction"]), "comment": said["comment"], "language": language}
