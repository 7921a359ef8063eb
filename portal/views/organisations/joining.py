"""Joining an organisation by an invitation, and leaving one."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actors
from accounts.models import Organisation
from accounts.organising import inviting
from accounts.organising.members import SuccessorNeeded, leave, members_of
from accounts.organising.roles import NobodyWouldManage
from accounts.requests import SiteRequest, session_of
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from portal.views.organisations.switching import act_for


class SuccessorForm(GovukForm):
    """Who goes on with drafts and tasks."""

    successor = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who goes on with drafts and tasks?"),
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select who goes on with drafts and tasks")},
        ),
        size="m",
    )

    def __init__(self, *args: object, by: Applicant, leaving: UUID, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        others = [one.user for one in members_of(by) if one.user_id != leaving]
        self.fields["successor"].choices = [(str(one.pk), one.name or one.email) for one in others]  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: SiteRequest, token: str) -> HttpResponse:
    """What the invitation is, and the button with which the person joins."""
    actor, user = signed_in(request), session_of(request).user
    try:
        invitation = inviting.invitation_for(token, at=now())
    except inviting.NoInvitation:
        return render(request, "organisations/no_invitation.html", {"section": "account"}, status=404)
    if not inviting.is_for(invitation, user):
        return render(request, "organisations/other_address.html", {"user": user, "section": "account"}, status=404)
    if request.method == "GET":
        return render(request, "organisations/join.html", {"invitation": invitation, "section": "account"})
    joined = inviting.accept(token, user=user, by=actor, at=now())
    act_for(request, next(one for one in actors.organisations_of(user) if one.pk == joined.organisation_id))
    words = _("You have joined %(name)s and act for it now") % {"name": invitation.organisation.name}
    return stored(request, words, reverse("home"))


@require_http_methods(["GET", "POST"])
def leave_it(request: SiteRequest) -> HttpResponse:
    """Asks who goes on with what the person had begun, and ends the membership."""
    actor = signed_in(request)
    session = session_of(request)
    form = SuccessorForm(request.POST if request.method == "POST" else None, by=actor, leaving=actor.user_id)
    if not form.fields["successor"].choices:  # type: ignore[attr-defined]
        return render(request, "organisations/cannot_leave.html", {"section": "account"})
    if form.is_bound and form.is_valid():
        others = [one for one in actors.organisations_of(session.user) if one.pk != actor.organisation_id]
        keeping = session.pk if others else None
        try:
            leave(successor_id=UUID(form.cleaned_data["successor"]), by=actor, at=now(), keeping=keeping)
        except (NobodyWouldManage, SuccessorNeeded) as problem:
            form.add_error("successor", str(problem))
        else:
            return _gone(request, others)
    title = _("Leave %(name)s") % {"name": session.organisation.name if session.organisation else ""}
    back, button = reverse("organisation"), _("Leave this organisation")
    classes = "govuk-button--warning"
    return question(request, form, title=title, back=back, button=button, button_classes=classes)


def _gone(request: SiteRequest, others: list[Organisation]) -> HttpResponse:
    """On to another of the person's organisations, or out."""
    if not others:
        return HttpResponseRedirect(reverse("signed-out"))
    act_for(request, others[0])
    words = _("You have left. You are now acting for %(name)s.") % {"name": others[0].name}
    return stored(request, words, reverse("home"))
