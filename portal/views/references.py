"""What the account itself calls a right: its own reference and client file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from portal.pages import signed_in
from portal.shown.addresses import in_address, right_address
from portal.shown.forms import OwnWordsForm
from portal.views.right import linked
from rights.portfolio import keep_own_words


@require_http_methods(["GET", "POST"])
def references(request: SiteRequest, number: str) -> HttpResponse:
    """Asks for both, and keeps them for this account only."""
    actor = signed_in(request)
    link = linked(actor, number)
    initial = {"own_reference": link.own_reference, "client": link.client}
    form = OwnWordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep_own_words(link, **form.cleaned_data, by=actor, at=now())
        messages.success(request, _("Your reference was saved"))
        return redirect("right", in_address(link.number))
    back = right_address("right", link.number)
    context = {"form": form, "link": link, "back": back, "section": "portfolio"}
    return TemplateResponse(request, "rights/references.html", context)
