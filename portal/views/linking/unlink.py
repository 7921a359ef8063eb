"""Unlinking a patent from the account."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.shown.addresses import in_address
from portal.views.linking.loading import links_or_404
from rights.linking import ending
from rights.models import Link
from rights.shown.words import RELATIONS


class UnlinkForm(GovukForm):
    """Which of two links ends: as owner, as representative, or both."""

    relations = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Which link do you want to end?"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext_lazy("Select which link you want to end")},
        ),
        size="m",
    )

    def __init__(self, links: list[Link], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if len(links) == 1:
            del self.fields["relations"]
        else:
            self.fields["relations"].choices = [(link.relation, RELATIONS[link.relation]) for link in links]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def unlink(request: SiteRequest, number: str) -> HttpResponse:
    """Says what it means, and unlinks by POST."""
    actor, links = links_or_404(request, number)
    form = UnlinkForm(links, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data.get("relations") or [link.relation for link in links]
        ending.unlink([link for link in links if link.relation in chosen], by=actor, at=now())
        messages.success(request, _("%(number)s is unlinked from your account") % {"number": links[0].number})
        return HttpResponseRedirect(reverse("portfolio"))
    context = {
        "form": form,
        "number": links[0].number,
        "page_number": in_address(links[0].number),
        "title": links[0].title,
        "section": "portfolio",
    }
    return TemplateResponse(request, "linking/unlink.html", context)
