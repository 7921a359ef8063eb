"""Links a right to an account after an officer's own checks, published or not."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.accounts import NoSuchAccount, account_of
from casework.rights import note_right_seen, right_of_number
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from rights.linking import link_by_office
from rights.linking.problems import AlreadyLinked, CannotLink
from rights.models import Relation, Right
from staff.pages import here, needs


class LinkForm(GovukForm):
    """Which right, as what, and what was checked."""

    number = shown(
        forms.CharField(label=gettext_lazy("Number of the right"), max_length=40),
        noun=gettext_lazy("the number of the right"),
        width="20",
        spellcheck=False,
    )
    relation = shown(
        forms.ChoiceField(
            label=gettext_lazy("What is the account to it?"),
            choices=[
                (Relation.OWNER, gettext_lazy("Owner")),
                (Relation.REPRESENTATIVE, gettext_lazy("Representative")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what the account is to the right")},
        ),
    )
    why = shown(
        forms.CharField(
            label=gettext_lazy("What did you check?"),
            help_text=gettext_lazy("For example the signed authority that came by post, and its date."),
            max_length=500,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("what you checked"),
        rows=3,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.DECIDE)
def link_page(request: SiteRequest, account: UUID) -> HttpResponse:
    """Asks, and makes the link; the contact on record is told."""
    try:
        organisation = account_of(account, by=here(request), at=now()).organisation
    except NoSuchAccount:
        raise Http404 from None
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        right = right_of_number(form.cleaned_data["number"], by=here(request))
        if right is None:
            form.add_error("number", _("Enter the number of a right that the register has"))
        elif _linked(request, right, organisation, form):
            return HttpResponseRedirect(reverse("staff:account", args=[account]))
    return TemplateResponse(request, "office/link.html", {"form": form, "organisation": organisation})


def _linked(request: SiteRequest, right: Right, organisation: Organisation, form: LinkForm) -> bool:
    said, by = form.cleaned_data, here(request)
    note_right_seen(right, by=by, at=now())
    try:
        link_by_office(right, organisation, relation=said["relation"], why=said["why"], by=by, at=now())
    except AlreadyLinked:
        form.add_error("number", _("The account has this link already, or has asked for it"))
        return False
    except CannotLink as refusal:
        form.add_error("why", str(refusal))
        return False
    messages.success(request, _("%(number)s is linked to the account.") % {"number": right.number})
    return True
