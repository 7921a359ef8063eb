"""Whether an owner may go on with the account's drafts once the account no longer represents them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.requests import SiteRequest, session_of
from core.actor import Permission, require
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in

CHOICES = [
    ("no", gettext_lazy("No, close our drafts")),
    ("yes", gettext_lazy("Yes, hand our drafts to the owner")),
]


class HandOverForm(GovukForm):
    """What happens to drafts."""

    agrees = shown(
        forms.ChoiceField(
            label=gettext_lazy("When you stop representing an owner, may the owner go on with your drafts?"),
            help_text=gettext_lazy("The owner then sees your answers and the documents that you added to the draft."),
            choices=CHOICES,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select whether the owner may go on with your drafts")},
        ),
        heading=True,
    )


@require_http_methods(["GET", "POST"])
def handing_over(request: SiteRequest) -> HttpResponse:
    """Shows what is chosen and stores what is chosen anew."""
    actor = signed_in(request)
    require(actor, [Permission.MANAGE_PEOPLE], reason=_("Ask somebody who manages this account to choose this."))
    organisation = session_of(request).organisation
    assert organisation is not None  # every customer's sign-in acts for one
    chosen = {"agrees": "yes" if organisation.hands_over_drafts else "no"}
    form = HandOverForm(request.POST if request.method == "POST" else None, initial=chosen)
    if not form.is_valid():
        return TemplateResponse(request, "accounts/handing_over.html", {"form": form, "section": "account"})
    services.choose_hand_over(organisation, agrees=form.cleaned_data["agrees"] == "yes", by=actor, at=now())
    messages.success(request, _("Your choice is stored."))
    return HttpResponseRedirect(reverse("account"))
