"""The organisations for which a person may act: which one now, another one, and a new one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actors, sessions
from accounts.companies_house import UnknownCompany, company
from accounts.company_numbers import NotACompanyNumber
from accounts.models import Organisation
from accounts.organising.founding import found
from accounts.paths import own_path
from accounts.requests import SiteRequest, session_of
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.outside import Unavailable
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored

ACTED_FOR = "acted_for"
KINDS = [choice for choice in Organisation.Kind.choices if choice[0] != Organisation.Kind.PERSON]


class NewForm(GovukForm):
    """What the new organisation is."""

    kind = shown(
        forms.ChoiceField(
            label=gettext_lazy("What is it?"),
            choices=KINDS,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what the organisation is")},
        ),
        size="s",
    )
    company_number = shown(
        forms.CharField(
            label=gettext_lazy("Company number (optional)"),
            help_text=gettext_lazy("We look up the name at Companies House. For example, 01234567 or OC301234."),
            max_length=12,
            required=False,
        ),
        width="10",
        spellcheck=False,
        autocapitalize="characters",
    )
    name = shown(
        forms.CharField(
            label=gettext_lazy("Name of the organisation"),
            help_text=gettext_lazy("Leave this empty if you entered a company number."),
            max_length=200,
            required=False,
        ),
        width="two-thirds",
        autocomplete="organization",
    )


@require_GET
def organisations(request: SiteRequest) -> HttpResponse:
    """Every organisation to which the person belongs."""
    signed_in(request)
    session = session_of(request)
    context = {
        "mine": actors.organisations_of(session.user),
        "now": session.organisation,
        "next_path": own_path(request.GET.get("next", ""), door=request.door),
        "section": "account",
    }
    return render(request, "organisations/list.html", context)


@require_POST
def switch(request: SiteRequest) -> HttpResponse:
    """Acts for another organisation from now on; forms of pages that were opened before it are not taken."""
    signed_in(request)
    session = session_of(request)
    wanted = [one for one in actors.organisations_of(session.user) if str(one.pk) == request.POST.get("organisation")]
    if not wanted:
        raise Http404
    act_for(request, wanted[0])
    messages.success(request, _("You are now acting for %(name)s") % {"name": wanted[0].name})
    return HttpResponseRedirect(own_path(request.POST.get("next", ""), door=request.door) or reverse("home"))


def act_for(request: SiteRequest, organisation: Organisation) -> None:
    """The sign-in acts for the organisation; a new secret makes every form that is open elsewhere worthless."""
    session = session_of(request)
    if session.organisation_id != organisation.pk:
        request.session[ACTED_FOR] = str(session.organisation_id)
        sessions.act_for(session, organisation)
        rotate_token(request)


@require_http_methods(["GET", "POST"])
def new(request: SiteRequest) -> HttpResponse:
    """Founds an organisation, with its name from Companies House where it has a number there."""
    actor = signed_in(request)
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (told := _named(form)):
        name, number = told
        made = found(name, kind=form.cleaned_data["kind"], company_number=number, by=actor, at=now())
        act_for(request, made)
        words = _("%(name)s is ready. You are its administrator and act for it now.") % {"name": made.name}
        return stored(request, words, reverse("organisation"))
    intro = _(
        "An organisation has its own patents, people, messages and money. What is in your own account stays there; "
        "every patent is linked to the organisation with a proof of its own."
    )
    title, create = _("Create an organisation"), _("Create the organisation")
    return question(request, form, title=title, intro=intro, button=create, back=reverse("organisations"))


def _named(form: NewForm) -> tuple[str, str] | None:
    """The name and the company number; None where the form has an error now."""
    typed, name = form.cleaned_data["company_number"].strip(), form.cleaned_data["name"].strip()
    if not typed:
        if not name:
            form.add_error("name", _("Enter the organisation’s name, or its company number"))
            return None
        return name, ""
    try:
        known = company(typed)
    except NotACompanyNumber:
        form.add_error("company_number", _("Enter a company number, like 01234567"))
    except UnknownCompany:
        form.add_error("company_number", _("Companies House knows no company of this number. Check it."))
    except Unavailable:
        if name:
            return name, ""
        form.add_error("name", _("Companies House does not answer now. Enter the name."))
    else:
        return known.name, known.number
    return None
