"""One's own account: email, language, what it is called, and where one is signed in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import services, sessions
from accounts.api_clients import allowing
from accounts.requests import SiteRequest, session_of
from core.actor import Applicant, Permission, require
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from notifications import preferences
from portal.pages import signed_in


class NameForm(GovukForm):
    """What the account is called."""

    name = shown(
        forms.CharField(
            label=gettext_lazy("What is this account called?"),
            help_text=gettext_lazy("Only people in this account see it. It does not change any register."),
            max_length=200,
            error_messages={"required": gettext_lazy("Enter a name for this account")},
        ),
        noun=gettext_lazy("name"),
        heading=True,
        width="two-thirds",
    )


class OwnNameForm(GovukForm):
    """What the person is called."""

    name = shown(
        forms.CharField(
            label=gettext_lazy("What is your name?"),
            help_text=gettext_lazy("Colleagues in your organisations see it beside what you do."),
            max_length=200,
        ),
        noun=gettext_lazy("your name"),
        heading=True,
        width="two-thirds",
        autocomplete="name",
        spellcheck=False,
    )


@require_GET
def account(request: SiteRequest) -> HttpResponse:
    """Everything about one's own account."""
    actor = signed_in(request)
    context = {
        "section": "account",
        "user": session_of(request).user,
        "open_sessions": sessions.open_sessions(by=actor, at=now()),
        "this_session": request.account_session,
        "tools": allowing.tools_of(actor),
        "reminder_words": _reminder_words(actor),
        "hands_over": session_of(request).organisation,
        "may_rename": Permission.MANAGE_PEOPLE in actor.permissions,
    }
    return render(request, "accounts/account.html", context)


def _reminder_words(actor: Applicant) -> str:
    organisation = actor.organisation_id
    days = sorted(preferences.wanted_stages([organisation])[organisation], reverse=True)
    said = [ngettext("%(days)s day before", "%(days)s days before", one) % {"days": one} for one in days]
    when = ", ".join(said) or _("Only when late or lapsed")
    how = _("by email") if preferences.by_email(organisation) else _("in your messages only")
    return f"{when}, {how}"


@require_http_methods(["GET", "POST"])
def name(request: SiteRequest) -> HttpResponse:
    """The one question what the account is called."""
    actor = signed_in(request)
    require(actor, [Permission.MANAGE_PEOPLE], reason=_("Ask somebody who manages this account to change its name."))
    organisation = session_of(request).organisation
    assert organisation is not None  # every customer's sign-in acts for one
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": organisation.name})
    if not form.is_valid():
        return TemplateResponse(request, "accounts/account_name.html", {"form": form, "section": "account"})
    services.change_name(organisation, form.cleaned_data["name"], by=actor, at=now())
    messages.success(request, _("The name was changed"))
    return HttpResponseRedirect(reverse("account"))


@require_http_methods(["GET", "POST"])
def own_name(request: SiteRequest) -> HttpResponse:
    """The one question what the person is called."""
    signed_in(request)
    user = session_of(request).user
    form = OwnNameForm(request.POST if request.method == "POST" else None, initial={"name": user.name})
    if not form.is_valid():
        return TemplateResponse(request, "accounts/account_name.html", {"form": form, "section": "account"})
    services.change_own_name(user, form.cleaned_data["name"])
    messages.success(request, _("Your name was changed"))
    return HttpResponseRedirect(reverse("account"))


@require_POST
def end_session(request: SiteRequest, session_id: UUID) -> HttpResponse:
    """Signs the person out in one other place."""
    actor = signed_in(request)
    if not sessions.end_own(by=actor, session_id=session_id, at=now()):
        raise Http404
    messages.success(request, _("You were signed out there"))
    return HttpResponseRedirect(reverse("account"))


@require_POST
def end_other_sessions(request: SiteRequest) -> HttpResponse:
    """Signs the person out everywhere but here."""
    actor = signed_in(request)
    sessions.end_others(by=actor, but=session_of(request).pk, at=now())
    messages.success(request, _("You were signed out everywhere else"))
    return HttpResponseRedirect(reverse("account"))


@require_POST
def stop_tool(request: SiteRequest, reference: str) -> HttpResponse:
    """Stops one tool from acting for the person."""
    actor = signed_in(request)
    try:
        tool = allowing.stop(reference, by=actor, at=now())
    except allowing.NoSuchTool:
        raise Http404 from None
    messages.success(request, _("%(name)s does not act for you any more") % {"name": tool.name})
    return HttpResponseRedirect(reverse("account"))
