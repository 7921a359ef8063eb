"""Cancelling a request for a link."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from portal.views.linking.loading import request_or_404
from rights.linking import asking
from rights.linking.problems import CannotLink
from rights.shown.link_requests import standing


@require_http_methods(["GET", "POST"])
def cancel(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks once more, and cancels by POST."""
    actor, found = request_or_404(request, reference)
    if not standing(found, at=now()).may_cancel:
        return HttpResponseRedirect(reverse("link-request", args=[found.reference]))
    if request.method == "POST":
        try:
            asking.cancel(found, by=actor, at=now())
        except CannotLink as problem:
            messages.info(request, str(problem))
        else:
            messages.success(request, _("The request to link %(number)s is cancelled") % {"number": found.right.number})
        return HttpResponseRedirect(reverse("link-requests"))
    return render(request, "linking/cancel.html", {"found": found, "section": "portfolio"})
