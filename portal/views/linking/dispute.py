"""Saying that somebody else's link to one's patent is wrong."""

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from portal.shown.addresses import in_address
from portal.views.linking.loading import links_or_404
from rights.linking import disputing
from rights.models import Link


class DisputeForm(GovukForm):
    """Why."""

    why = shown(
        forms.CharField(
            label=gettext_lazy("Why do you think that a link is wrong?"),
            help_text=gettext_lazy("Say who should not be linked, or what you noticed. Only our staff can read this."),
            widget=forms.Textarea,
            max_length=2000,
            error_messages={"required": gettext_lazy("Enter why you think that a link is wrong")},
        ),
        noun=gettext_lazy("why you think that a link is wrong"),
        size="m",
        rows=6,
        count=True,
    )


@require_http_methods(["GET", "POST"])
def dispute(request: SiteRequest, number: str) -> HttpResponse:
    """Asks why; a POST stops changes and hands it to staff."""
    actor, links = links_or_404(request, number)
    link = next((one for one in links if one.state == Link.State.ACTIVE), None)
    if link is None:
        raise Http404
    raised = disputing.open_dispute(link, by=actor)
    form = DisputeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and raised is None and form.is_valid():
        disputing.dispute(link, why=form.cleaned_data["why"], by=actor, at=now())
        return HttpResponseRedirect(reverse("link-dispute", args=[in_address(link.number)]))
    context = {
        "form": form,
        "link": link,
        "page_number": in_address(link.number),
        "raised": raised,
        "section": "portfolio",
    }
    return TemplateResponse(request, "linking/dispute.html", context)
