"""Which renewal reminders the account wants; what the law demands is sent whatever is chosen here."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.actor import Permission, require
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from notifications import preferences
from portal.pages import signed_in
from rights.models import ReminderCopy

DAYS = {
    90: gettext_lazy("90 days before a fee is due"),
    30: gettext_lazy("30 days before"),
    7: gettext_lazy("7 days before"),
}
WAYS = [
    ("yes", gettext_lazy("By email and in your messages")),
    ("no", gettext_lazy("In your messages only")),
]


class RemindersForm(GovukForm):
    """When to be reminded, and how."""

    days_before = shown(
        forms.TypedMultipleChoiceField(
            label=gettext_lazy("When should we remind you?"),
            help_text=gettext_lazy("We always tell you when a fee is late and when a patent has lapsed."),
            choices=list(DAYS.items()),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="m",
    )
    by_email = shown(
        forms.ChoiceField(
            label=gettext_lazy("How should we remind you?"),
            choices=WAYS,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select how we should remind you")},
        ),
        size="m",
    )


@require_http_methods(["GET", "POST"])
def reminders(request: SiteRequest) -> HttpResponse:
    """Shows what is chosen and stores what is chosen anew."""
    actor = signed_in(request)
    organisation = actor.organisation_id
    require(actor, [Permission.PREPARE], reason=_("Ask somebody who manages this account to change its reminders."))
    stages = preferences.wanted_stages([organisation])[organisation]
    chosen = {"days_before": sorted(stages), "by_email": "yes" if preferences.by_email(organisation) else "no"}
    form = RemindersForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wants_email = given["by_email"] == "yes"
        preferences.choose(days_before=given["days_before"], email=wants_email, by=actor, at=now())
        messages.success(request, _("Your reminders are changed."))
        return HttpResponseRedirect(reverse("account"))
    copies = ReminderCopy.objects.visible_to(actor).filter(stopped_at=None).select_related("right", "client_file")
    context = {"form": form, "copies": copies.order_by("address", "pk"), "section": "account"}
    return TemplateResponse(request, "accounts/reminders.html", context)
