"""Staying signed in, and keeping what stands on a page whose time is up."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts import idle
from accounts.requests import SiteRequest, no_activity, open_to_ended
from core.clock import now


@open_to_ended
@require_POST
def stay_signed_in(request: SiteRequest) -> HttpResponse:
    """Another ten minutes: to be asked for is activity enough."""
    return idle.stay(request, signed_out="signed-out", home="home", at=now())


@no_activity
@open_to_ended
@require_POST
def keep_typed(request: SiteRequest) -> HttpResponse:
    """Called by the page's script when its time is up."""
    return idle.keep(request, signed_out="signed-out", at=now())
