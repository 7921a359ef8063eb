"""Pages of one question about the organisation: the form, and back to the list once it is stored."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from accounts.requests import SiteRequest
from core.actor import Applicant, Permission

QUESTION = "accounts/question.html"


def question(request: SiteRequest, form: forms.Form, *, title: Any, back: str, **more: Any) -> HttpResponse:
    """The page of one question; ``more`` may hold intro, button, button_classes."""
    context = {"form": form, "title": title, "back": back, "section": "account", **more}
    return TemplateResponse(request, QUESTION, context)


def stored(request: SiteRequest, words: Any, address: str) -> HttpResponse:
    """Says that it is stored, on the page to which the person goes on."""
    messages.success(request, str(words))
    return HttpResponseRedirect(address)


def manages(actor: Applicant) -> bool:
    """Whether the person may change how the organisation runs itself."""
    return Permission.MANAGE_PEOPLE in actor.permissions
