"""Further addresses for reminders and digests: given in the account, confirmed at the address, stopped from both."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.often import asked_too_often
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from rights.clients.files import NoSuchClient, client_file, files_of
from rights.clients.placing import NotYours, rights_bearing
from rights.models import ReminderCopy, Right
from rights.reminding.copies import NoSuchCopy, TooManyCopies, add, confirm, copy_at, stop, stop_at


class CopyForm(GovukForm):
    """Which address, about what, and when."""

    address = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy("We ask whoever reads there to confirm, unless it is the address of a member."),
            max_length=254,
        ),
        noun=gettext_lazy("an email address"),
        size="s",
    )
    scope = shown(
        forms.ChoiceField(
            label=gettext_lazy("About which patents?"),
            choices=ReminderCopy.Scope.choices,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select about which patents")},
        ),
        size="s",
        reveals={"client": ("client",), "right": ("number",)},
    )
    client = forms.ChoiceField(label=gettext_lazy("Which client?"))
    number = shown(
        forms.CharField(
            label=gettext_lazy("Which patent?"),
            max_length=60,
            error_messages={"required": gettext_lazy("Enter the number of the patent")},
        ),
        width="20",
    )
    often = shown(
        forms.ChoiceField(
            label=gettext_lazy("When?"),
            choices=ReminderCopy.Often.choices,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select when we should write")},
        ),
        size="s",
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].choices = [(one.reference, one.name) for one in files_of(by)]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def adding(request: SiteRequest) -> HttpResponse:
    """One more address."""
    actor = signed_in(request)
    form = CopyForm(request.POST if request.method == "POST" else None, by=actor)
    if form.is_bound and form.is_valid():
        try:
            made = _added(form, actor)
        except NotYours as problem:
            form.add_error("number", str(problem))
        except (TooManyCopies, NoSuchClient) as problem:
            form.add_error(None, str(problem))
        else:
            asked = _("We asked at %(address)s whether they want it.") % {"address": made.address}
            words = _("The address is stored.") if made.confirmed_at else asked
            return stored(request, words, reverse("account-reminders"))
    title, back = _("Send reminders to another address"), reverse("account-reminders")
    return question(request, form, title=title, button=_("Save"), back=back)


def _added(form: CopyForm, actor: Applicant) -> ReminderCopy:
    given, file, right = form.cleaned_data, None, None
    if given["scope"] == ReminderCopy.Scope.CLIENT:
        file = client_file(given["client"], by=actor)
    if given["scope"] == ReminderCopy.Scope.RIGHT:
        (pk,) = rights_bearing([given["number"]], by=actor)
        right = Right.objects.visible_to(actor).get(pk=pk)
    made = add(given["address"], often=given["often"], file=file, right=right, by=actor, at=now())
    made.refresh_from_db(fields=["confirmed_at"])
    return made


@require_POST
def stopping(request: SiteRequest, reference: str) -> HttpResponse:
    """Stops one."""
    actor = signed_in(request)
    found = ReminderCopy.objects.visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    stop(found, by=actor, at=now())
    return stored(
        request, _("We send nothing more to %(address)s.") % {"address": found.address}, reverse("account-reminders")
    )


@never_cache
@require_http_methods(["GET", "POST"])
def confirming(request: SiteRequest, token: str) -> HttpResponse:
    """Whoever reads at the address says that they want it; looking changes nothing."""
    return _at_address(request, token, "reminders/confirm.html", confirm)


@never_cache
@require_http_methods(["GET", "POST"])
def stopping_at(request: SiteRequest, token: str) -> HttpResponse:
    """Whoever reads at the address says that they do not want it any more."""
    return _at_address(request, token, "reminders/stop.html", stop_at)


def _at_address(request: SiteRequest, token: str, template: str, answer: Any) -> HttpResponse:
    if request.method == "POST" and asked_too_often(request, "reminders"):
        return TemplateResponse(request, "pages/too_often.html", status=429)
    try:
        found = answer(token, at=now()) if request.method == "POST" else copy_at(token)
    except NoSuchCopy:
        return TemplateResponse(request, "pages/address_over.html", status=404)
    return TemplateResponse(request, template, {"copy": found, "done": request.method == "POST"})
