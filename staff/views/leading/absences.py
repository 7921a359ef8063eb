"""Who is away, and when: one's own days, for leaders everybody's."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.colleagues import colleagues
from casework.people import CannotPlan, absences, drop_absence, note_absence
from core.clock import now
from core.days import legal_day
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs


class Away(GovukForm):
    """Who, from when, until when."""

    user = shown(forms.ChoiceField(label=_("Who is away?")), noun=_("who is away"), size="m")
    from_on = shown(DateInputField(label=_("First day")), noun=_("the first day"), size="m")
    until_on = shown(DateInputField(label=_("Last day")), noun=_("the last day"), size="m")


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def absences_page(request: SiteRequest) -> HttpResponse:
    """The days that are noted, and a form for more."""
    by, on = here(request), legal_day(now())
    form = Away(request.POST or None, initial={"user": str(by.user_id)})
    people = colleagues(by=by, oneself=True)
    if not allows(by, OfficePermission.ALLOCATE):
        people = [one for one in people if one.pk == by.user_id]
    form.fields["user"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            note_absence(UUID(said["user"]), said["from_on"], said["until_on"], by=by, at=now())
        except CannotPlan as refusal:
            form.add_error("until_on", str(refusal))
        else:
            return HttpResponseRedirect(reverse("staff:absences"))
    context = {"form": form, "absences": absences(on=on, by=by), "section": "teams"}
    return TemplateResponse(request, "office/absences.html", context)


@require_POST
@needs(OfficePermission.WORK)
def drop(request: SiteRequest, absence: int) -> HttpResponse:
    """Somebody is there after all."""
    drop_absence(absence, by=here(request), at=now())
    return HttpResponseRedirect(reverse("staff:absences"))
